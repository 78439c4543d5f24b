//! In any repository fixes bring no new finding, and a second run has nothing left to do.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medproof_fuzz::Repository;

fuzz_target!(|text: &str| {
    for unsafe_too in [false, true] {
        let mut repository = Repository::read(text);
        let before = repository.counts();
        repository.fix(unsafe_too);
        for (key, number) in repository.counts() {
            assert!(before.get(&key).is_some_and(|known| number <= *known), "{key:?} is new");
        }
        assert_eq!(repository.fix(unsafe_too), 0, "fixes are applied to the end");
    }
});
