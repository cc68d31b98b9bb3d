//! What is asked of the models that were kept, and what else is recorded of a
//! run than its losses. Each answer is printed, or recorded in a file of its
//! name.

use std::fs;
use std::io;
use std::time::Instant;

use runs::text::groups::groups;
use runs::text::induction::Asked;
use runs::text::induction::record::{looks, names_again, whether_it_copies};
use runs::text::model::from_bytes;
use runs::text::page::PageRun;
use runs::text::record::parts;
use runs::text::refrains::WithRefrains;
use runs::text::{
    FIRST, Plan, Tokens, answers, induction, lengths, on_test, page,
    prediction, refrains, remembered,
};
use step_5_adam::Adam;
use step_7_text::{MOBY_DICK, TextTrainer};

use super::{folder, model_of};

/// Something that is asked: prints what comes of it, or records it.
type Ask = fn(record: bool) -> io::Result<()>;

/// How many threads take the steps of a run that is asked for.
const THREADS: usize = 2;

/// All of them, by name.
pub const QUESTIONS: [(&str, Ask); 8] = [
    ("answers", ask_for_answers),
    ("induction", ask_for_names),
    ("lengths", measure_gradients),
    ("page", train_as_the_page),
    ("prediction", predict),
    ("refrains", learn_refrains),
    ("remembered", ask_by_heart),
    ("test", ask_on_test),
];

/// The losses of the run that the page makes.
fn train_as_the_page(record: bool) -> io::Result<()> {
    let run = PageRun::new(MOBY_DICK);
    let mut run = run.ok_or_else(|| io::Error::other("no chapters"))?;
    while !run.is_done() {
        run.step();
    }
    answer("page", &page::lines(&run.losses), record)
}

/// The length of the gradient at each step of some runs.
fn measure_gradients(record: bool) -> io::Result<()> {
    let streams = Tokens::Characters.streams();
    let plans = lengths::plans();
    let lines = plans
        .iter()
        .map(|plan| lengths::lines(plan, &streams, plan.recipe.steps));
    answer("lengths", &lines.collect::<String>(), record)
}

/// The loss of a width that no run has had yet.
fn predict(record: bool) -> io::Result<()> {
    answer("prediction", &prediction::text(), record)
}

/// What the models know by heart. Those that the record has already are not
/// asked again.
fn ask_by_heart(record: bool) -> io::Result<()> {
    let recorded = recorded("remembered");
    let known = parts(&recorded);
    let subjects = remembered::subjects(|plan| kept(plan).ok());
    let text = subjects.iter().map(|subject| {
        let is_so = |lines: &&String| lines.starts_with(&subject.head());
        let known = known.get(&subject.name).filter(is_so);
        let ask = || remembered::lines(subject);
        known.filter(|_| record).cloned().unwrap_or_else(ask)
    });
    answer("remembered", &text.collect::<String>(), record)
}

/// The groups whose kept models are asked about the test chapters.
const ON_TEST: [&str; 2] = ["novel", "decay"];

/// What the largest models make of the test chapters.
fn ask_on_test(record: bool) -> io::Result<()> {
    let groups = groups();
    let asked = groups.iter().filter(|it| ON_TEST.contains(&it.name));
    let plans = asked.flat_map(|group| &group.plans);
    let mut text = String::new();
    for plan in plans.filter(|plan| plan.is_kept) {
        text += &on_test::lines(&on_test::ask(plan, &kept(plan)?));
    }
    answer("test", &text, record)
}

/// What the models of `novel` make of names that come again.
fn ask_for_names(record: bool) -> io::Result<()> {
    let groups = groups();
    let novel = groups.iter().find(|group| group.name == "novel");
    let Some([whole, mean]) = novel.map(|group| &group.plans[..]) else {
        return Err(io::Error::other("the group `novel` has other plans"));
    };
    let pairs = whole.tokens.byte_pairs().ok_or_else(|| {
        io::Error::other("the novel is not in pieces of words")
    })?;
    let params = [kept(whole)?, kept(mean)?];
    let asked = |plan: &Plan, i: usize| Asked {
        pairs: &pairs,
        config: plan.config,
        parts: plan.parts,
        params: &params[i],
    };
    let streams = whole.tokens.streams();
    let models = [asked(whole, 0), asked(mean, 1)];
    let lines = induction::record::lines(&pairs, whole, &streams, &models);
    answer("induction", &lines, record)
}

/// Whether the models that were kept copy, and those that learn from refrains.
fn learn_refrains(record: bool) -> io::Result<()> {
    let mut text = String::new();
    for plan in refrains::others() {
        text += &whether_copied(&plan, &kept(&plan)?);
    }
    for plan in refrains::plans() {
        let streams = plan.tokens.streams();
        let mut run = WithRefrains::new(&plan, &streams, THREADS);
        let steps = 0..plan.recipe.steps;
        let losses: Vec<f64> = steps.map(|step| run.step(step)).collect();
        text += &refrains::first(&plan, &losses[..FIRST]);
        text += &whether_copied(&plan, &run.params());
    }
    answer("refrains", &text, record)
}

/// Whether a model copies, with names if its tokens are pieces of words.
fn whether_copied(plan: &Plan, params: &[f64]) -> String {
    let streams = plan.tokens.streams();
    let adam = Adam::new(params.len());
    let mut trainer = TextTrainer::new(plan.config, plan.parts, params, &adam);
    let mut text = whether_it_copies(&plan.name, &mut trainer, &streams);
    if let Some(pairs) = plan.tokens.byte_pairs() {
        let asked = Asked {
            pairs: &pairs,
            config: plan.config,
            parts: plan.parts,
            params,
        };
        text += &names_again(&plan.name, &asked);
        text += &looks(&plan.name, &asked, &streams);
    }
    text
}

/// What comes of teaching a model to answer. Each teaching is recorded when it
/// is done, and one that is recorded and would begin so again is not repeated.
fn ask_for_answers(record: bool) -> io::Result<()> {
    let plan = answers::novel();
    let params = kept(&plan)?;
    let (vocabulary, streams) =
        (plan.tokens.vocabulary(), plan.tokens.streams());
    let of_novel = (&*vocabulary, &streams);
    let recorded = recorded("answers");
    let known = parts(&recorded);
    let mut text = String::new();
    for teaching in answers::plans() {
        let known = known
            .get(&teaching.name)
            .filter(|lines| teaching.begins_so(of_novel, &params, lines));
        text += &known.filter(|_| record).cloned().unwrap_or_else(|| {
            let clock = Instant::now();
            let taught = teaching.run(of_novel, &params);
            answers::lines(&taught, clock.elapsed().as_secs_f64())
        });
        if record {
            answer("answers", &text, true)?;
        }
    }
    answer("answers", &text, record)
}

/// The parameters of a model that was kept.
fn kept(plan: &Plan) -> io::Result<Vec<f64>> {
    let file = model_of(plan);
    let bytes = fs::read(&file).map_err(|error| {
        io::Error::other(format!(
            "{} ({error}); record its group first",
            file.display(),
        ))
    })?;
    from_bytes(&plan.config, &bytes).map_err(io::Error::other)
}

/// What a file of the record has.
fn recorded(name: &str) -> String {
    let file = folder().join(format!("{name}.txt"));
    fs::read_to_string(file).unwrap_or_default()
}

/// Prints an answer, or records it.
fn answer(name: &str, text: &str, record: bool) -> io::Result<()> {
    if !record {
        print!("{text}");
        return Ok(());
    }
    let head = super::first_lines(name);
    fs::write(folder().join(format!("{name}.txt")), head + text)
}
