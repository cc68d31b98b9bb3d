//! A trained model as a file: safetensors, a tensor of 32-bit numbers for each
//! matrix, by the names of [`Config::shapes`].

use safetensors::tensor::{Dtype, SafeTensorError, SafeTensors, TensorView};
use step_4_transformer::Config;

/// The file's bytes.
///
/// # Errors
///
/// If the format cannot hold the model.
///
/// # Panics
///
/// If the parameters are not the configuration's.
#[allow(clippy::cast_possible_truncation)]
pub fn to_bytes(
    config: &Config,
    params: &[f64],
) -> Result<Vec<u8>, SafeTensorError> {
    assert_eq!(params.len(), config.num_params(), "one number each");
    let bytes: Vec<u8> = params
        .iter()
        .flat_map(|&p| (p as f32).to_le_bytes())
        .collect();
    let mut rest = &bytes[..];
    let mut views = Vec::new();
    for (name, [n_out, n_in]) in config.shapes() {
        let matrix;
        (matrix, rest) = rest.split_at(n_out * n_in * size_of::<f32>());
        let shape = vec![n_out, n_in];
        views.push((name, TensorView::new(Dtype::F32, shape, matrix)?));
    }
    safetensors::serialize(views, None)
}

/// The parameters in a file, `[num_params]`, in the order of
/// [`Config::shapes`].
///
/// ```
/// use runs::text::model::{from_bytes, to_bytes};
/// use step_4_transformer::Config;
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.25; config.num_params()];
/// let bytes = to_bytes(&config, &params).unwrap();
/// assert_eq!(from_bytes(&config, &bytes).unwrap(), params);
/// ```
///
/// # Errors
///
/// If it is no such file, or not of a model of this size.
pub fn from_bytes(
    config: &Config,
    bytes: &[u8],
) -> Result<Vec<f64>, SafeTensorError> {
    let file = SafeTensors::deserialize(bytes)?;
    let mut params = Vec::with_capacity(config.num_params());
    for (name, shape) in config.shapes() {
        let tensor = file.tensor(&name)?;
        if tensor.shape() != shape || tensor.dtype() != Dtype::F32 {
            return Err(SafeTensorError::TensorNotFound(name));
        }
        let (numbers, _) = tensor.data().as_chunks();
        params
            .extend(numbers.iter().map(|&n| f64::from(f32::from_le_bytes(n))));
    }
    Ok(params)
}
