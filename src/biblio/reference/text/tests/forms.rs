//! Forms of titles, groups, dates and numbers that are rarer.

use super::brief;
use crate::biblio::reference::text::{Options, read};

#[test]
fn letters_with_stops_end_a_title_before_its_journal() {
    brief(&[
        (
            "Stiell IG, Wells GA. Chest pain in the ED. CJEM. 2015;17(3):240-7.",
            "Stiell IG; Wells GA | Chest pain in the ED | CJEM | - | 2015 | 17 3 240-7",
        ),
        (
            "Kocher KE. Revisits after discharge from the ED. Ann Emerg Med. 2013;62(6):600-601.",
            "Kocher KE | Revisits after discharge from the ED | Ann Emerg Med | - | 2013 | 62 6 600-601",
        ),
        (
            "Case A, Deaton B. Mortality in the U.S. JAMA. 2015;313(3):240-247.",
            "Case A; Deaton B | Mortality in the U.S | JAMA | - | 2015 | 313 3 240-247",
        ),
        (
            "Case A. Waiting in the U.K. Lancet Public Health. 2019;4:e1-e9.",
            "Case A | Waiting in the U.K | Lancet Public Health | - | 2019 | 4 - e1-e9",
        ),
        (
            "Case A. Asthma in Washington, D.C. Am J Public Health. 2011;101:33-40.",
            "Case A | Asthma in Washington, D.C | Am J Public Health | - | 2011 | 101 - 33-40",
        ),
        (
            "Case A. Life with an M.D. JAMA. 2001;285:33.",
            "Case A | Life with an M.D | JAMA | - | 2001 | 285 - 33",
        ),
        (
            "Lee K. Neurosyphilis in H.I.V. Lancet. 1990;335:33.",
            "Lee K | Neurosyphilis in H.I.V | Lancet | - | 1990 | 335 - 33",
        ),
        (
            "Lind R. Methods of assay in S. aureus. J Clin Microbiol. 2001;39:33-35.",
            "Lind R | Methods of assay in S. aureus | J Clin Microbiol | - | 2001 | 39 - 33-35",
        ),
        (
            "Lind R. Diabetes in the U.S. Virgin Islands. Diabetes Care. 2001;24:33-35.",
            "Lind R | Diabetes in the U.S. Virgin Islands | Diabetes Care | - | 2001 | 24 - 33-35",
        ),
        (
            "Lind R. On saccades. Ann. N.Y. Acad. Sci. 1957;12:33-35.",
            "Lind R | On saccades | Ann. N.Y. Acad. Sci | - | 1957 | 12 - 33-35",
        ),
    ]);
}

#[test]
fn groups_and_marks_of_retraction_are_before_people() {
    brief(&[
        (
            "RECOVERY Collaborative Group; Horby P, Lim WS, et al. Dexamethasone in hospitalized patients. N Engl J Med. 2021;384:693-704.",
            "RECOVERY Collaborative Group; Horby P; Lim WS | Dexamethasone in hospitalized patients | N Engl J Med | - | 2021 | 384 - 693-704",
        ),
        (
            "EULAR; Zhang W, Doherty M, Bardin T. Evidence based recommendations for gout. Ann Rheum Dis. 2006;65(10):1312-24.",
            "EULAR; Zhang W; Doherty M; Bardin T | Evidence based recommendations for gout | Ann Rheum Dis | - | 2006 | 65 10 1312-24",
        ),
        (
            "SPRINT Research Group; Wright JT Jr, Williamson JD, Whelton PK, et al. A randomized trial. N Engl J Med. 2015;373(22):2103-2116.",
            "SPRINT Research Group; Wright JT Jr; Williamson JD; Whelton PK | A randomized trial | N Engl J Med | - | 2015 | 373 22 2103-2116",
        ),
        (
            "RECOVERY Collaborative Group, Horby P, Lim WS, et al. Dexamethasone in patients. N Engl J Med. 2021;384:693-704.",
            "RECOVERY Collaborative Group; Horby P; Lim WS | Dexamethasone in patients | N Engl J Med | - | 2021 | 384 - 693-704",
        ),
        (
            "US Preventive Services Task Force; Davidson KW, Barry MJ, et al. Screening for prediabetes. JAMA. 2021;326:736-743.",
            "US Preventive Services Task Force; Davidson KW; Barry MJ | Screening for prediabetes | JAMA | - | 2021 | 326 - 736-743",
        ),
        (
            "RETRACTED: Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia. Lancet. 1998;351(9103):637-641.",
            "Wakefield AJ; Murch SH; Anthony A | Ileal-lymphoid-nodular hyperplasia | Lancet | - | 1998 | 351 9103 637-641",
        ),
        (
            "[Retracted] Lind R, Roe B. Collars after whiplash. Pain. 2011;12:33-35.",
            "Lind R; Roe B | Collars after whiplash | Pain | - | 2011 | 12 - 33-35",
        ),
    ]);
}

#[test]
fn years_and_numbers_begin_or_end_titles() {
    brief(&[
        (
            "Yancy CW, Jessup M, Bozkurt B, et al. 2013 ACCF/AHA guideline for the management of heart failure. Circulation. 2013;128(16):e240–e327.",
            "Yancy CW; Jessup M; Bozkurt B | 2013 ACCF/AHA guideline for the management of heart failure | Circulation | - | 2013 | 128 16 e240–e327",
        ),
        (
            "Yancy CW, Jessup M, Bozkurt B, et al. 2017 focused update of the guideline. Circulation. 2017;136:e137-e161.",
            "Yancy CW; Jessup M; Bozkurt B | 2017 focused update of the guideline | Circulation | - | 2017 | 136 - e137-e161",
        ),
        (
            "Aletaha D, Neogi T. 2010 rheumatoid arthritis classification criteria. Arthritis Rheum. 2010;62(9):2569-81.",
            "Aletaha D; Neogi T | 2010 rheumatoid arthritis classification criteria | Arthritis Rheum | - | 2010 | 62 9 2569-81",
        ),
        (
            "Smith, J. et al. 2013. Neck pain in nurses. Pain 12:33-35.",
            "Smith, J. | Neck pain in nurses | Pain | - | 2013 | 12 - 33-35",
        ),
        (
            "Smith J, Lee K, et al. 2013. Neck pain in nurses. Pain. 12:33-35.",
            "Smith J; Lee K | Neck pain in nurses | Pain | - | 2013 | 12 - 33-35",
        ),
        (
            "Global Initiative for Asthma. Global strategy for asthma management and prevention, 2023. Available from: https://ginasthma.org/2023-gina-main-report/. Accessed August 1st, 2023.",
            "Global Initiative for Asthma | Global strategy for asthma management and prevention, 2023 | - | - | 2023 | - - -",
        ),
        (
            "Global Initiative for Chronic Obstructive Lung Disease. Global strategy for diagnosis of COPD, 2022. Accessed August 1, 2023. https://goldcopd.org/",
            "Global Initiative for Chronic Obstructive Lung Disease | Global strategy for diagnosis of COPD, 2022 | - | - | 2022 | - - -",
        ),
        (
            "Guyatt G, Oxman AD, Akl EA. GRADE guidelines: 1. Introduction. J Clin Epidemiol. 2011;64(4):383–94.",
            "Guyatt G; Oxman AD; Akl EA | GRADE guidelines: 1. Introduction | J Clin Epidemiol | - | 2011 | 64 4 383–94",
        ),
        (
            "Balshem H, Helfand M. GRADE guidelines: 3. Rating the quality of evidence. J Clin Epidemiol. 2011;64(4):401-6.",
            "Balshem H; Helfand M | GRADE guidelines: 3. Rating the quality of evidence | J Clin Epidemiol | - | 2011 | 64 4 401-6",
        ),
        (
            "American Diabetes Association. 2. Classification and diagnosis of diabetes: Standards of Care. Diabetes Care. 2021;44(suppl 1):S15-S33.",
            "American Diabetes Association | 2. Classification and diagnosis of diabetes: Standards of Care | Diabetes Care | - | 2021 | 44 suppl 1 S15-S33",
        ),
        (
            "ElSayed NA, Aleppo G, Aroda VR, et al. 2. Classification and diagnosis of diabetes: Standards of Care. Diabetes Care. 2023;46(suppl 1):S19-S40.",
            "ElSayed NA; Aleppo G; Aroda VR | 2. Classification and diagnosis of diabetes: Standards of Care | Diabetes Care | - | 2023 | 46 suppl 1 S19-S40",
        ),
    ]);
}

#[test]
fn nobody_is_no_author() {
    brief(&[
        (
            "[No authors listed]. Effects of ramipril. Lancet. 2000;355:253-9.",
            "- | Effects of ramipril | Lancet | - | 2000 | 355 - 253-9",
        ),
        ("[No authors listed]. Gout. Lancet. 2000;355:253-9.", "- | Gout | Lancet | - | 2000 | 355 - 253-9"),
        (
            "Anonymous. Effects of ramipril. Lancet. 2000;355:253-9.",
            "- | Effects of ramipril | Lancet | - | 2000 | 355 - 253-9",
        ),
        ("Anon. Gout. Lancet. 2000;355:253-9.", "- | Gout | Lancet | - | 2000 | 355 - 253-9"),
    ]);
}

#[test]
fn parts_and_quotes_are_of_the_title() {
    brief(&[
        (
            "Maher C. Low back pain. Part 2. Lancet. 2018;391:33-35.",
            "Maher C | Low back pain. Part 2 | Lancet | - | 2018 | 391 - 33-35",
        ),
        (
            "Maher C. Rückenschmerz. Teil 1. Schmerz. 2018;12:33-35.",
            "Maher C | Rückenschmerz. Teil 1 | Schmerz | - | 2018 | 12 - 33-35",
        ),
        (
            "Smith J. Available from pharmacies: codeine. BMJ. 2015;46(3):240-7.",
            "Smith J | Available from pharmacies: codeine | BMJ | - | 2015 | 46 3 240-7",
        ),
        (
            "Folstein MF, Folstein SE, McHugh PR. \"Mini-mental state\". A practical method for grading the cognitive state. J Psychiatr Res. 1975;12(3):189-98.",
            "Folstein MF; Folstein SE; McHugh PR | \"Mini-mental state\". A practical method for grading the cognitive state | J Psychiatr Res | - | 1975 | 12 3 189-98",
        ),
    ]);
}

#[test]
fn kinds_of_works_versions_and_numbers_are_no_publishers() {
    brief(&[
        (
            "Higgins JPT, Thomas J, eds. Cochrane Handbook for Systematic Reviews of Interventions. Version 6.3. Cochrane; 2022. Accessed July 7, 2022. www.training.cochrane.org/handbook",
            "- | Cochrane Handbook for Systematic Reviews of Interventions | - | Cochrane | 2022 | - - -",
        ),
        (
            "Lyrica. Prescribing information. Parke-Davis; 2020.",
            "- | Lyrica | - | Parke-Davis | 2020 | - - -",
        ),
        (
            "Costa LOP, Maher CG. Clinimetric testing of measures. Spine. 2008 Oct 15;33(22):2459-63. doi: 10.1097/BRS.0b013e3181849dbe. [PubMed: 18923324]",
            "Costa LOP; Maher CG | Clinimetric testing of measures | Spine | - | 2008-10-15 | 33 22 2459-63",
        ),
        (
            "Hall AM, Pike AE. Physician-reported barriers. J Med Internet Res 2019 Jun;21(6):e12345 [FREE Full text] [doi: 10.2196/12345] [Medline: 31234567]",
            "Hall AM; Pike AE | Physician-reported barriers | J Med Internet Res | - | 2019-06 | 21 6 e12345",
        ),
        (
            "Jerrentrup, A., & Schaefer, J. R. (2018). Teaching medicine with television. PLoS ONE, 13(3), Article e0193972. https://doi.org/10.1371/journal.pone.0193972",
            "Jerrentrup, A.; Schaefer, J. R. | Teaching medicine with television | PLoS ONE | - | 2018 | 13 3 e0193972",
        ),
        (
            "Dowell D, Haegerich TM. CDC guideline for prescribing opioids. MMWR Recomm Rep. 2016;65(No. RR-1):1–49.",
            "Dowell D; Haegerich TM | CDC guideline for prescribing opioids | MMWR Recomm Rep | - | 2016 | 65 - 1–49",
        ),
    ]);
}

#[test]
fn newspapers_preprints_and_chapters_have_dates_of_their_own() {
    brief(&[
        (
            "Weber T. New gene tests may give rise to discrimination. Boston Globe. October 13, 1999:A1, A25.",
            "Weber T | New gene tests may give rise to discrimination | Boston Globe | - | 1999-10-13 | - - A1",
        ),
        (
            "Tynan T. Medical improvements lower homicide rate. The Washington Post. 2002 Aug 12;Sect. A:2 (col. 4).",
            "Tynan T | Medical improvements lower homicide rate | The Washington Post | - | 2002-08-12 | - - Sect. A:2 (col. 4)",
        ),
        (
            "Casiano VE, Sarwan G. Back Pain. 2023 Feb 20. In: StatPearls [Internet]. Treasure Island (FL): StatPearls Publishing; 2023 Jan–. PMID: 30844200.",
            "Casiano VE; Sarwan G | Back Pain | StatPearls | StatPearls Publishing | 2023-02-20 | - - -",
        ),
        (
            "Bar-Zeev N, Inglesby T. COVID-19 vaccines: early success. bioRxiv [Preprint]. 2021 Apr 16 [cited 2021 Jun 22]. doi: 10.1101/2021.04.15.440000",
            "Bar-Zeev N; Inglesby T | COVID-19 vaccines: early success | bioRxiv | - | 2021-04-16 | - - -",
        ),
        (
            "Horby P, Lim WS, et al. Effect of dexamethasone: preliminary report. medRxiv 2020.06.22.20137273; doi: https://doi.org/10.1101/2020.06.22.20137273",
            "Horby P; Lim WS | Effect of dexamethasone: preliminary report | medRxiv | - | 2020 | - - -",
        ),
        (
            "Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. https://www.nytimes.com/2019/03/22/health/memory.html",
            "Carey, B. | Can we get better at forgetting? | - | The New York Times | 2019-03-22 | - - -",
        ),
        (
            "Boseley, S. (2018) 'The drugs do work: antidepressants are effective, study shows', The Guardian, 21 February, p. 4.",
            "Boseley, S. | The drugs do work: antidepressants are effective, study shows | The Guardian | - | 2018-02-21 | - - 4",
        ),
        (
            "Hunt, K. (2020) 'Exercise is effective for back pain', BBC News, 3 May, p. 7.",
            "Hunt, K. | Exercise is effective for back pain | BBC News | - | 2020-05-03 | - - 7",
        ),
        (
            "SOUZA, M. A.; LIMA, P. Dor lombar em enfermeiros. Revista Brasileira de Enfermagem, Brasília, v. 70, n. 2, p. 293-299, mar. 2017.",
            "SOUZA, M. A.; LIMA, P. | Dor lombar em enfermeiros | Revista Brasileira de Enfermagem | - | 2017-03 | 70 2 293-299",
        ),
        (
            "Moore KL, Dalley AF II, Agur AMR. Clinically Oriented Anatomy. 8th ed. Wolters Kluwer; 2018:980–1015.",
            "Moore KL; Dalley AF II; Agur AMR | Clinically Oriented Anatomy | - | Wolters Kluwer | 2018 | - - -",
        ),
        (
            "Cohen SP, Hooten WM. Neck pain. In: Benzon HT, Raja SN, Fishman SM, et al, eds. Essentials of Pain Medicine. 4th ed. Elsevier; 2018:chap 26.",
            "Cohen SP; Hooten WM | Neck pain | Essentials of Pain Medicine | Elsevier | 2018 | - - -",
        ),
    ]);
}

#[test]
fn letters_belong_to_titles_or_names() {
    brief(&[
        (
            "Lee K. S. aureus in necks. Lancet. 2015;313:240-247.",
            "Lee K. | S. aureus in necks | Lancet | - | 2015 | 313 - 240-247",
        ),
        (
            "Lee K, Roe B. S. aureus in necks. Eur Spine J. 2015 Mar 3;313(3):240-7.",
            "Lee K; Roe B. | S. aureus in necks | Eur Spine J | - | 2015-03-03 | 313 3 240-7",
        ),
        (
            "Lee K, Roe B. Hepatitis B and C. N Engl J Med. 2015;313:240-247.",
            "Lee K; Roe B | Hepatitis B and C | N Engl J Med | - | 2015 | 313 - 240-247",
        ),
        (
            "Lee K. Vitamins D and E. BMJ. 2015;313:240-247.",
            "Lee K | Vitamins D and E | BMJ | - | 2015 | 313 - 240-247",
        ),
        (
            "Kellgren JH, Lorenz R. Gout. The Journal of Pain. 2015;313(3):240-247.",
            "Kellgren JH; Lorenz R | Gout | The Journal of Pain | - | 2015 | 313 3 240-247",
        ),
        (
            "Lee K. Care in the U.S. Spine (Phila Pa 1976). 2015;313(3):240-247.",
            "Lee K | Care in the U.S | Spine (Phila Pa 1976) | - | 2015 | 313 3 240-247",
        ),
        (
            "Lee K. Care in the U.S. J. Appl. Physiol. 2015;313:240-247.",
            "Lee K | Care in the U.S | J. Appl. Physiol | - | 2015 | 313 - 240-247",
        ),
        (
            "Lee, K. S. and Roe, B. (2015) 'Necks', Pain, 12, pp. 3-4.",
            "Lee, K. S.; Roe, B. | Necks | Pain | - | 2015 | 12 - 3-4",
        ),
    ]);
}

#[test]
fn days_of_access_need_no_small_word_before_them() {
    for (text, day) in [
        (
            "Robert Koch-Institut. (2021). Masern. Abgerufen 5. Mai 2023, von https://www.rki.de/masern",
            "2023-05-05",
        ),
        (
            "OPS. (2021). Depresión. Recuperado 5 de mayo de 2023, de https://www.paho.org/depresion",
            "2023-05-05",
        ),
        (
            "Rugstichting. Nekpijn. Geraadpleegd 4 mei 2022. https://www.rugstichting.example/nek",
            "2022-05-04",
        ),
        ("ISS. Cefalea. Consultato 4 maggio 2022. https://www.issalute.it/cefalea", "2022-05-04"),
        ("MS. Dengue. Acesso: 22 fev. 2024. https://www.gov.br/saude/dengue", "2024-02-22"),
        ("FHI. Migrene [Internett]. Oslo: FHI; 2022 [sitert 2023 Jan 5].", "2023-01-05"),
    ] {
        let accessed = read(text, Options::default()).and_then(|reference| reference.accessed);
        assert_eq!(accessed.map(|day| day.value.to_string()).as_deref(), Some(day), "{text}");
    }
}
