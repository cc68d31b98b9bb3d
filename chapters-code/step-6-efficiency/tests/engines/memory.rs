//! That registers never lie across two cache lines, in copies neither.

use step_6_efficiency::vector::Float;
use step_6_efficiency::vector::memory::{Block, LINE};

/// Asserts that blocks begin where a cache line does, and their copies too.
/// All are kept, so that the allocator has to find new places.
fn begins_at_a_line<F: Float>() {
    let mut kept = Vec::new();
    for len in 0..200 {
        let mut block = Block::<F>::new(len);
        for (i, x) in block.iter_mut().enumerate() {
            *x = F::from_f64(i as f64);
        }
        for block in [block.clone(), block.clone(), block] {
            let address = block.as_ptr().addr();
            assert!(address.is_multiple_of(LINE), "{len}: {address:#x}");
            assert_eq!(block.len(), len);
            for (i, x) in block.iter().enumerate() {
                assert_eq!(x.to_f64(), i as f64);
            }
            kept.push(block);
        }
    }
}

#[test]
fn blocks_and_their_copies_begin_at_a_cache_line() {
    begins_at_a_line::<f32>();
    begins_at_a_line::<f64>();
}
