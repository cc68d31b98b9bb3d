use std::time::Instant;
use step_6_efficiency::vector::level::*;
use step_6_efficiency::vector::product::*;
use step_6_efficiency::vector::*;
struct Fma<F>(std::marker::PhantomData<F>, usize);
impl<F: Float> Job for Fma<F> { type Output = f64;
  #[inline(always)]
  fn run<S: Simd>(self, s: S) -> f64 { go::<F::Vector<S>>(s, self.1) } }
#[inline(always)]
fn go<V: Vector>(s: V::Simd, n: usize) -> f64 {
  let f = |x: f64| V::splat(s, V::Float::from_f64(x));
  let mut acc = [f(1.0); 12];
  let a = f(std::hint::black_box(0.999)); let b = f(std::hint::black_box(0.001));
  for _ in 0..n { for x in &mut acc { *x = x.mul_add(a, b); } }
  let mut o = vec![V::Float::ZERO; V::N];
  let mut t = acc[0]; for x in acc { t = t + x; } t.store(&mut o); o[0].to_f64() }
fn best(mut f: impl FnMut()) -> f64 { (0..100).map(|_| { let t = Instant::now(); f(); t.elapsed().as_secs_f64() }).fold(1e9, f64::min) }
fn case<F: Float>(level: Level, m: usize, k: usize, n: usize, cols: bool) {
  let a = vec![F::ONE; m*k]; let b = vec![F::ONE; k*n]; let mut c = vec![F::ZERO; m*n];
  let reps = 20_000_000 / (m*n*k*2) + 1;
  let t = best(|| for _ in 0..reps { 
     let left = if cols { Left::Columns(&a[..], m) } else { Left::Rows(&a[..], k) };
     level.run(Product::<F>{a:left,b:&b,c:&mut c,m,k,n,add:false}); std::hint::black_box(&mut c); });
  println!("  f{} {m}x{k}x{n} cols {cols}: {:.1} GF/s", size_of::<F>()*8, reps as f64 * 2.0 * (m*n*k) as f64 / t / 1e9);
}
fn main() {
  for level in Level::ALL {
    let n = 100_000; 
    for (name, w) in [("f32", 4), ("f64", 8)] {
    let bytes = match level { Level::Baseline=>16, Level::Avx2=>32, Level::Avx512=>64};
    let t = best(|| { if w == 4 { std::hint::black_box(level.run(Fma::<f32>(std::marker::PhantomData, n))); } else { std::hint::black_box(level.run(Fma::<f64>(std::marker::PhantomData, n))); } });
    println!("{level:?} {name} peak {:.1} GF/s", (bytes / w * 12 * 2 * n) as f64 / t / 1e9);
    }
    for cols in [false, true] {
    if level < Level::Avx512 {
    case::<f32>(level, 48, 16, 8, cols); case::<f32>(level, 27, 16, 8, cols); case::<f32>(level, 16, 64, 8, cols); }
    case::<f32>(level, 64, 7, 16, cols);
    case::<f32>(level, 48, 16, 16, cols); case::<f32>(level, 512, 128, 64, cols); 
    case::<f64>(level, 48, 16, 8, cols); case::<f64>(level, 64, 7, 16, cols); if level < Level::Avx512 { case::<f64>(level, 64, 16, 12, cols);} case::<f64>(level, 512, 128, 64, cols);
    }
  }
}
