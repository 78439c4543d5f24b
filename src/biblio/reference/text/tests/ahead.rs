//! Papers that are online before they have a place in their journal.

use super::brief;

#[test]
fn papers_that_are_online_first_are_in_a_journal() {
    brief(&[
        (
            "Murray CJL, Ikuta KS. Global burden of bacterial resistance. Lancet. Published online January 19, 2022. doi:10.1016/S0140-6736(21)02724-0",
            "Murray CJL; Ikuta KS | Global burden of bacterial resistance | Lancet | - | 2022-01-19 | - - -",
        ),
        (
            "Roe B. Heat for neck strain. JAMA. Published online May 3, 2021. doi:10.1001/jama.2021.1234",
            "Roe B | Heat for neck strain | JAMA | - | 2021-05-03 | - - -",
        ),
        (
            "Roe B, Lind R. Heat for neck strain. Pain. Published online May 3, 2021. doi:10.1097/j.pain.0000000000002345",
            "Roe B; Lind R | Heat for neck strain | Pain | - | 2021-05-03 | - - -",
        ),
        (
            "Roe B, Lind R. Heat for neck strain. Gut. Published online ahead of print May 3, 2021.",
            "Roe B; Lind R | Heat for neck strain | Gut | - | 2021-05-03 | - - -",
        ),
        (
            "Roe B, Lind R. Heat for neck strain. Spine (Phila Pa 1976). Published online May 3, 2021. doi:10.1097/BRS.0000000000001234",
            "Roe B; Lind R | Heat for neck strain | Spine (Phila Pa 1976) | - | 2021-05-03 | - - -",
        ),
        (
            "Roe B, Lind R, et al. Heat for neck strain. JAMA Intern Med. Published online May 3, 2021. Accessed May 5, 2021. https://jamanetwork.com/x/2779000",
            "Roe B; Lind R | Heat for neck strain | JAMA Intern Med | - | 2021-05-03 | - - -",
        ),
        (
            "Horton R. Offline: the origin. Lancet 2021; published online March 6. https://doi.org/10.1016/S0140-6736(21)00000-1",
            "Horton R | Offline: the origin | Lancet | - | 2021-03-06 | - - -",
        ),
        (
            "Roe B, Lind R. Heat for neck strain. Lancet Rheumatol 2022; published online Dec 13. DOI:10.1016/S2665-9913(22)00300-0.",
            "Roe B; Lind R | Heat for neck strain | Lancet Rheumatol | - | 2022-12-13 | - - -",
        ),
        (
            "Sandler RD, Dunn L. Pseudogout in the emergency department. Emerg Med J. 2023 Sep 20:emermed-2023-213222. doi: 10.1136/emermed-2023-213222. Epub ahead of print. PMID: 37730412.",
            "Sandler RD; Dunn L | Pseudogout in the emergency department | Emerg Med J | - | 2023-09-20 | - - emermed-2023-213222",
        ),
        (
            "Chen RM, Wu T. Renal outcomes of gout. Rheumatology (Oxford). 2023 Aug 10:kead400. doi: 10.1093/rheumatology/kead400. Epub ahead of print. PMID: 37561100.",
            "Chen RM; Wu T | Renal outcomes of gout | Rheumatology (Oxford) | - | 2023-08-10 | - - kead400",
        ),
        (
            "Mehra MR, Patel AN. RETRACTED: Hydroxychloroquine for COVID-19. Lancet. 2020 May 22:S0140-6736(20)31180-6. doi: 10.1016/S0140-6736(20)31180-6. Epub ahead of print.",
            "Mehra MR; Patel AN | RETRACTED: Hydroxychloroquine for COVID-19 | Lancet | - | 2020-05-22 | - - S0140-6736(20)31180-6",
        ),
        (
            "Roe B. Heat for neck strain. J Pain. 2024 Jan 5:1-9. doi: 10.5555/jp.1. Epub ahead of print.",
            "Roe B | Heat for neck strain | J Pain | - | 2024-01-05 | - - 1-9",
        ),
        (
            "Roe B. Heat for neck strain. Am J Sports Med. 2022 Feb:3635465211068519. doi: 10.1177/03635465211068519. Epub ahead of print.",
            "Roe B | Heat for neck strain | Am J Sports Med | - | 2022-02 | - - 3635465211068519",
        ),
        (
            "Maher, C., & Underwood, M. (in press). Non-specific low back pain. The Lancet.",
            "Maher, C.; Underwood, M. | Non-specific low back pain | The Lancet | - | - | - - -",
        ),
        (
            "Patel R, Gomez L. Sleep and pain. Pain. 2024 (accepted for publication).",
            "Patel R; Gomez L | Sleep and pain | Pain | - | 2024 | - - -",
        ),
        (
            "Patel, R., & Gomez, L. (2024). Sleep and pain. Pain. Advance online publication. https://doi.org/10.1097/j.pain.0000000000003000",
            "Patel, R.; Gomez, L. | Sleep and pain | Pain | - | 2024 | - - -",
        ),
        (
            "Patel, R. (2021). Sleep and necks. Journal of Nursing Research. Advance online publication. https://doi.org/10.5555/jnr.1",
            "Patel, R. | Sleep and necks | Journal of Nursing Research | - | 2021 | - - -",
        ),
        (
            "Qaseem A, Wilt TJ. Noninvasive treatments for acute low back pain [published online ahead of print, 2017 Feb 14]. Ann Intern Med. 2017;10.7326/M16-2367. doi:10.7326/M16-2367",
            "Qaseem A; Wilt TJ | Noninvasive treatments for acute low back pain | Ann Intern Med | - | 2017 | - - -",
        ),
    ]);
}
