//! Other programs' time and memory, as seen from outside.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A program with its arguments, and the file its output goes to: a closed or discarded output
/// could save it work.
pub struct Task {
    program: PathBuf,
    arguments: Vec<String>,
    threads: String,
    output: PathBuf,
}

impl Task {
    /// A task that may use `threads` threads and leaves its output at `output`.
    pub fn new(program: &Path, arguments: &[&str], threads: &str, output: &Path) -> Task {
        Task {
            program: program.to_owned(),
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
            threads: threads.to_owned(),
            output: output.to_owned(),
        }
    }

    /// Runs the task; the time from its start to its end.
    ///
    /// # Errors
    ///
    /// Where it cannot be started or ends with another exit code than 0.
    pub fn time(&self) -> Result<Duration, Box<dyn Error>> {
        let start = Instant::now();
        let mut child = self.start()?;
        let status = child.wait()?;
        let took = start.elapsed();
        if status.success() { Ok(took) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs the task; the most memory it held in bytes, or none where the system does not say.
    /// The system is asked every half millisecond, so the very last growth may be missed.
    ///
    /// # Errors
    ///
    /// Those of [`Task::time`].
    pub fn peak_memory(&self) -> Result<Option<u64>, Box<dyn Error>> {
        let mut child = self.start()?;
        let status_file = PathBuf::from(format!("/proc/{}/status", child.id()));
        let mut peak = None;
        loop {
            peak = peak.max(high_water_mark(&status_file));
            if let Some(status) = child.try_wait()? {
                return if status.success() { Ok(peak) } else { Err(self.failed(&status.to_string())) };
            }
            thread::sleep(Duration::from_micros(500));
        }
    }

    /// Runs the task; what it wrote.
    ///
    /// # Errors
    ///
    /// Those of [`Task::time`], and output that is no UTF-8.
    pub fn text(&self) -> Result<String, Box<dyn Error>> {
        self.time()?;
        Ok(fs::read_to_string(&self.output)?)
    }

    fn start(&self) -> Result<Child, Box<dyn Error>> {
        let output = File::create(&self.output)?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env("RAYON_NUM_THREADS", &self.threads);
        command.stdin(Stdio::null()).stdout(output);
        command.spawn().map_err(|error| self.failed(&error.to_string()))
    }

    fn failed(&self, why: &str) -> Box<dyn Error> {
        format!("{} {}: {why}", self.program.display(), self.arguments.join(" ")).into()
    }
}

fn high_water_mark(status: &Path) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
