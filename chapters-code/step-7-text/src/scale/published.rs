//! What others have published about their models and machines.

use step_4_transformer::Config;

/// The smallest GPT-2: its sizes stand in `src/model.py` of the repository
/// `openai/gpt-2`, its vocabulary in the paper: Radford et al., "Language
/// Models are Unsupervised Multitask Learners", 2019.
///
/// ```
/// use step_7_text::scale::published::GPT_2;
///
/// assert_eq!(GPT_2.head_dim(), 64);
/// ```
pub const GPT_2: Config = Config {
    vocab_size: 50_257,
    block_size: 1024,
    n_embd: 768,
    n_head: 12,
    n_layer: 12,
};

/// GPT-3, the largest: Brown et al., "Language Models are Few-Shot Learners",
/// 2020, Table 2.1. The vocabulary is that of GPT-2.
///
/// ```
/// use step_7_text::scale::published::GPT_3;
///
/// assert_eq!(GPT_3.head_dim(), 128);
/// ```
pub const GPT_3: Config = Config {
    vocab_size: 50_257,
    block_size: 2048,
    n_embd: 12_288,
    n_head: 96,
    n_layer: 96,
};

/// The tokens that GPT-3 was trained on: the same paper, Table D.1.
pub const GPT_3_TOKENS: f64 = 300e9;

/// The tokens of one of GPT-3's steps: the same paper, Table 2.1.
pub const GPT_3_BATCH: f64 = 3.2e6;

/// The operations of GPT-3's training: the same paper, Table D.1, which leaves
/// out those of attention.
pub const GPT_3_OPERATIONS: f64 = 3.14e23;

/// The parameters of GPT-3, by which that table multiplies. One matrix serves
/// for both ends there, so this is less than `GPT_3.num_params()`.
pub const GPT_3_PARAMETERS: f64 = 174.6e9;

/// A model of a trillion parameters: Narayanan et al., "Efficient Large-Scale
/// Language Model Training on GPU Clusters Using Megatron-LM", 2021, Table 1.
/// Its speed was measured; it was not trained to the end.
///
/// ```
/// use step_7_text::scale::published::TRILLION;
///
/// assert_eq!(TRILLION.head_dim(), 160);
/// ```
pub const TRILLION: Config = Config {
    vocab_size: 51_200,
    block_size: 2048,
    n_embd: 25_600,
    n_head: 160,
    n_layer: 128,
};

/// The parameters of that model, with biases and with one matrix for both
/// ends: the same table.
pub const TRILLION_PARAMETERS: f64 = 1008.0e9;

/// Tokens for each parameter: those of Chinchilla, 1.4 trillion for 70 billion
/// parameters, chosen to make the most of a given number of operations.
/// Hoffmann et al., "Training Compute-Optimal Large Language Models", 2022.
///
/// ```
/// use step_7_text::scale::published::TOKENS_PER_PARAMETER;
///
/// assert_eq!(TOKENS_PER_PARAMETER, 20.0);
/// ```
pub const TOKENS_PER_PARAMETER: f64 = 1.4e12 / 70e9;

/// The parameters of the largest Llama 3: "The Llama 3 Herd of Models", 2024.
pub const LLAMA_3_PARAMETERS: f64 = 405e9;

/// The tokens that it was trained on: the same paper.
pub const LLAMA_3_TOKENS: f64 = 15.6e12;

/// The operations of its training: the same paper.
pub const LLAMA_3_OPERATIONS: f64 = 3.8e25;

/// The hours of its training, counted for each device: the model card of Llama
/// 3.1, `models/llama3_1/MODEL_CARD.md` of `meta-llama/llama-models`.
pub const LLAMA_3_HOURS: f64 = 30.84e6;

/// Operations per second of the device that Llama 3 was trained on, an NVIDIA
/// H100 (SXM), in products of matrices of 16-bit numbers: half of the 1,979
/// teraflops of its data sheet, which holds for matrices with zeros in half of
/// their places.
pub const H100_PEAK: f64 = 1979e12 / 2.0;

/// Bytes of memory of that device: the same data sheet.
pub const H100_BYTES: f64 = 80e9;

/// The share of their peak that the devices of Llama 3 reached, all of the
/// published hours counted.
///
/// ```
/// use step_7_text::scale::published::llama_3_share;
///
/// assert!((llama_3_share() - 0.346).abs() < 1e-3);
/// ```
pub fn llama_3_share() -> f64 {
    LLAMA_3_OPERATIONS / (LLAMA_3_HOURS * 3600.0 * H100_PEAK)
}
