//! References in rarer styles, of rarer works and in further languages.

use super::brief;

#[test]
fn engineers_lawyers_and_journals_have_styles_of_their_own() {
    brief(&[
        (
            "T. U. Karlsen and N. Abadi, \"Warm baths for tension neck,\" J. Manual Rehabil., vol. 14, no. 2, pp. 77–85, Feb. 2019, doi: 10.5555/jmr.2019.077.",
            "T. U. Karlsen; N. Abadi | Warm baths for tension neck | J. Manual Rehabil | - | 2019-02 | 14 2 77–85",
        ),
        (
            "Karlsen, T. U. & Abadi, N. Warm baths for tension neck. J. Manual Rehabil. 14, 77–85 (2019).",
            "Karlsen, T. U.; Abadi, N. | Warm baths for tension neck | J. Manual Rehabil | - | 2019 | 14 - 77–85",
        ),
        (
            "Karlsen, T.U., Abadi, N., and Brandt, P. (2019). Warm baths for tension neck. Cell Necks 14, 77–85.",
            "Karlsen, T.U.; Abadi, N.; Brandt, P. | Warm baths for tension neck | Cell Necks | - | 2019 | 14 - 77–85",
        ),
        (
            "1 Karlsen TU, Abadi N. Warm baths for tension neck. Lancet 2019; 393: 1777–85.",
            "Karlsen TU; Abadi N | Warm baths for tension neck | Lancet | - | 2019 | 393 - 1777–85",
        ),
        (
            "Karlsen TU, Abadi N. Warm baths for tension neck. BMJ 2019;364:l1234. doi:10.1136/bmj.l1234 pmid:30737111",
            "Karlsen TU; Abadi N | Warm baths for tension neck | BMJ | - | 2019 | 364 - l1234",
        ),
        (
            "Karlsen TU, Abadi N, Brandt P, et al. Warm baths for tension neck. N Engl J Med 2019;380:1777-85.",
            "Karlsen TU; Abadi N; Brandt P | Warm baths for tension neck | N Engl J Med | - | 2019 | 380 - 1777-85",
        ),
        (
            "Tor Karlsen and Nadia Abadi, \"Warm Baths for Tension Neck,\" Journal of Manual Rehabilitation 14, no. 2 (2019): 79.",
            "Tor Karlsen; Nadia Abadi | Warm Baths for Tension Neck | Journal of Manual Rehabilitation | - | 2019 | 14 2 79",
        ),
        (
            "Ruth Whitlock, Handbook of Cervical Pain (Leeds: Northgate Press, 2017), 112.",
            "Ruth Whitlock | Handbook of Cervical Pain | - | Northgate Press | 2017 | - - -",
        ),
        (
            "Tor Karlsen and Nadia Abadi, 'Warm baths for tension neck' (2019) 14 Journal of Manual Rehabilitation 77.",
            "Tor Karlsen; Nadia Abadi | Warm baths for tension neck | Journal of Manual Rehabilitation | - | 2019 | 14 - 77",
        ),
        (
            "National Institute for Health and Care Excellence. Neck pain in adults: assessment and management. NICE guideline [NG999]. Published: 30 November 2021. Available from: https://www.nice.org.uk/guidance/ng999 [accessed 4 May 2022].",
            "National Institute for Health and Care Excellence | Neck pain in adults: assessment and management | - | - | 2021-11-30 | - - -",
        ),
        (
            "NICE. Neck pain in adults (NG999). London: NICE; 2021. https://www.nice.org.uk/guidance/ng999 (accessed 4 May 2022).",
            "NICE | Neck pain in adults (NG999) | - | NICE | 2021 | - - -",
        ),
        (
            "Gross A, Lind R, Okoro B. Exercises for neck pain. Cochrane Database Syst Rev. 2015;1:CD004250. doi:10.1002/14651858.CD004250.pub5",
            "Gross A; Lind R; Okoro B | Exercises for neck pain | Cochrane Database Syst Rev | - | 2015 | 1 - CD004250",
        ),
        (
            "Gross A, Lind R. Exercises for neck pain. Cochrane Database of Systematic Reviews 2015, Issue 1. Art. No.: CD004250. DOI: 10.1002/14651858.CD004250.pub5. Accessed 04 May 2022.",
            "Gross A; Lind R | Exercises for neck pain | Cochrane Database of Systematic Reviews | - | 2015 | - 1 CD004250",
        ),
        (
            "World Health Organization. Low back pain. Fact sheet. 19 June 2023. https://www.who.int/news-room/fact-sheets/detail/low-back-pain. Accessed 4 May 2024.",
            "World Health Organization | Low back pain | - | - | 2023-06-19 | - - -",
        ),
        (
            "Centers for Disease Control and Prevention (CDC). Prevalence of doctor-diagnosed arthritis — United States, 2003–2005. MMWR Morb Mortal Wkly Rep. 2006;55(40):1089–92.",
            "Centers for Disease Control and Prevention (CDC) | Prevalence of doctor-diagnosed arthritis — United States, 2003–2005 | MMWR Morb Mortal Wkly Rep | - | 2006 | 55 40 1089–92",
        ),
        (
            "Prednisolone 5 mg tablets [package insert]. Leeds, UK: Nordpharm Ltd; 2019.",
            "- | Prednisolone 5 mg tablets | - | Nordpharm Ltd | 2019 | - - -",
        ),
        (
            "R Core Team. R: A language and environment for statistical computing. R Foundation for Statistical Computing; 2021. Accessed May 4, 2022. https://www.R-project.org/",
            "R Core Team | R: A language and environment for statistical computing | - | R Foundation for Statistical Computing | 2021 | - - -",
        ),
        (
            "Karlsen TU, Abadi N. Data from: Warm baths for tension neck. Dryad Digital Repository. 2019. doi:10.5061/dryad.abc12",
            "Karlsen TU; Abadi N | Data from: Warm baths for tension neck | - | Dryad Digital Repository | 2019 | - - -",
        ),
        (
            "Karlsen TU. Warm baths in practice. Presented at: 12th World Congress on Necks; June 3-6, 2018; Oslo, Norway.",
            "Karlsen TU | Warm baths in practice | 12th World Congress on Necks | - | 2018-06-03 | - - -",
        ),
        (
            "Karlsen TU, Abadi N. Warm baths: abstract 112. Spine J. 2018;18(8 Suppl):S45.",
            "Karlsen TU; Abadi N | Warm baths: abstract 112 | Spine J | - | 2018 | 18 8 Suppl S45",
        ),
    ]);
}

#[test]
fn pages_programs_and_entries_are_read() {
    brief(&[
        (
            "Sand O, host. Sitting still. The Spine Hour. Episode 14. May 9, 2022. Accessed June 4, 2022. https://spinehour.example/14",
            "Sand O | Sitting still | The Spine Hour. Episode | - | 2022-05-09 | 14 - -",
        ),
        (
            "Mayo Clinic Staff. Neck pain: Symptoms and causes. Mayo Clinic website. Updated July 31, 2020. Accessed May 4, 2022. https://www.mayoclinic.org/diseases-conditions/neck-pain",
            "Mayo Clinic Staff | Neck pain: Symptoms and causes | - | Mayo Clinic website | 2020-07-31 | - - -",
        ),
        (
            "American Academy of Orthopaedic Surgeons. OrthoInfo: Neck pain. http://orthoinfo.aaos.org/topic.cfm?topic=A00231. Accessed July 1, 2014.",
            "American Academy of Orthopaedic Surgeons | OrthoInfo: Neck pain | - | - | - | - - -",
        ),
        (
            "Neck pain. In: MedlinePlus Medical Encyclopedia. U.S. National Library of Medicine. Accessed May 4, 2022. https://medlineplus.gov/ency/article/003025.htm",
            "- | Neck pain | MedlinePlus Medical Encyclopedia | U.S. National Library of Medicine | - | - - -",
        ),
        (
            "Isaac Z. Evaluation of the adult patient with neck pain. In: Post TW, ed. UpToDate. UpToDate; 2022. Accessed May 4, 2022. https://www.uptodate.com",
            "Isaac Z | Evaluation of the adult patient with neck pain | UpToDate | UpToDate | 2022 | - - -",
        ),
        (
            "Isaac Z, Kelly HR. Evaluation of the patient with neck pain. UpToDate. https://www.uptodate.com/contents/neck. Updated May 3, 2021. Accessed May 4, 2022.",
            "Isaac Z; Kelly HR | Evaluation of the patient with neck pain | - | UpToDate | 2021-05-03 | - - -",
        ),
        (
            "Kazeminasab S, Nejadghaderi SA, Amiri P, et al. Neck pain: global epidemiology, trends and risk factors. BMC Musculoskelet Disord. 2022 Jan 3;23(1):26. doi: 10.1186/s12891-021-04957-4. PMID: 34980079; PMCID: PMC8725362.",
            "Kazeminasab S; Nejadghaderi SA; Amiri P | Neck pain: global epidemiology, trends and risk factors | BMC Musculoskelet Disord | - | 2022-01-03 | 23 1 26",
        ),
        ("Lind R. What's new? JAMA. 2020;323(1):1.", "Lind R | What's new? | JAMA | - | 2020 | 323 1 1"),
        (
            "Lind R, Roe B. \"Text neck\": fact or myth? Eur Spine J. 2019;28(6):1259-1265.",
            "Lind R; Roe B | \"Text neck\": fact or myth? | Eur Spine J | - | 2019 | 28 6 1259-1265",
        ),
        (
            "Lind R. COVID-19 and the neck. J Neck Med. 2021;4(1):1-4. Published 2021 Jan 7. doi:10.5555/jnm.4.1",
            "Lind R | COVID-19 and the neck | J Neck Med | - | 2021-01-07 | 4 1 1-4",
        ),
        (
            "Lind R, Roe B. Vitamin B12. N Engl J Med. 2013;368:149-160.",
            "Lind R; Roe B | Vitamin B12 | N Engl J Med | - | 2013 | 368 - 149-160",
        ),
        (
            "Van der Berg A, de la Cruz M, O'Neill P. Necks of the world. Int J Spine. 2014;8:3-9.",
            "Van der Berg A; de la Cruz M; O'Neill P | Necks of the world | Int J Spine | - | 2014 | 8 - 3-9",
        ),
        (
            "Smith-Jones AB, Garcia Lopez M, Kim SY 3rd. Necks again. Int J Spine. 2014;8:3-9.",
            "Smith-Jones AB; Garcia Lopez M; Kim SY 3rd | Necks again | Int J Spine | - | 2014 | 8 - 3-9",
        ),
        (
            "Иванов И.И., Петров П.П. Боль в шее // Журнал неврологии. 2019. Т. 14, № 2. С. 77–85.",
            "Иванов И.И.; Петров П.П. | Боль в шее | Журнал неврологии | - | 2019 | 14 2 77–85",
        ),
        (
            "Kowalski J, Nowak A. Ból szyi u pracowników. Med Pr. 2019;70(2):77-85.",
            "Kowalski J; Nowak A | Ból szyi u pracowników | Med Pr | - | 2019 | 70 2 77-85",
        ),
        (
            "Yılmaz A, Şahin Ö. Boyun ağrısı. Turk J Phys Med Rehab. 2019;65(2):77-85.",
            "Yılmaz A; Şahin Ö | Boyun ağrısı | Turk J Phys Med Rehab | - | 2019 | 65 2 77-85",
        ),
        (
            "Andersen H. Nakkesmerter. Ugeskr Laeger. 2019;181:V01190001.",
            "Andersen H | Nakkesmerter | Ugeskr Laeger | - | 2019 | 181 - V01190001",
        ),
        (
            "Duodecim. Niskakipu. Käypä hoito -suositus. Helsinki: Suomalainen Lääkäriseura Duodecim; 2017 [cited 2022 May 4].",
            "Duodecim | Niskakipu. Käypä hoito -suositus | - | Suomalainen Lääkäriseura Duodecim | 2017 | - - -",
        ),
        (
            "Scottish Intercollegiate Guidelines Network. Management of chronic pain. SIGN 136. Edinburgh: SIGN; 2013.",
            "Scottish Intercollegiate Guidelines Network | Management of chronic pain | - | SIGN | 2013 | - - -",
        ),
        (
            "Agency for Healthcare Research and Quality. Noninvasive treatments for low back pain. Comparative Effectiveness Review No. 169. AHRQ Publication No. 16-EHC004-EF. Rockville, MD: AHRQ; February 2016.",
            "Agency for Healthcare Research and Quality | Noninvasive treatments for low back pain | - | AHRQ | 2016-02 | - - -",
        ),
    ]);
}

#[test]
fn scripts_series_and_sites_are_read() {
    brief(&[
        (
            "Institute of Medicine (US) Committee on Pain. Relieving Pain in America. Washington (DC): National Academies Press (US); 2011.",
            "Institute of Medicine (US) Committee on Pain | Relieving Pain in America | - | National Academies Press (US) | 2011 | - - -",
        ),
        (
            "Peterson BJ, Hall C. Neck muscles. StatPearls [Internet]. Treasure Island (FL): StatPearls Publishing; 2022 Jan-. Available from: https://www.ncbi.nlm.nih.gov/books/NBK999/",
            "Peterson BJ; Hall C | Neck muscles | - | StatPearls Publishing | 2022-01 | - - -",
        ),
        (
            "Cohen, Steven P. \"Epidemiology, Diagnosis, and Treatment of Neck Pain.\" Mayo Clinic Proceedings, vol. 90, no. 2, Feb. 2015, pp. 284–99, https://doi.org/10.1016/j.mayocp.2014.09.008.",
            "Cohen, Steven P. | Epidemiology, Diagnosis, and Treatment of Neck Pain | Mayo Clinic Proceedings | - | 2015-02 | 90 2 284–99",
        ),
        (
            "\"Neck Pain.\" Mayo Clinic, Mayo Foundation for Medical Education and Research, 25 Aug. 2022, www.mayoclinic.org/neck-pain. Accessed 4 May 2023.",
            "- | Neck Pain | - | Mayo Clinic, Mayo Foundation for Medical Education and Research | 2022-08-25 | - - -",
        ),
        (
            "Healthline Media. \"Neck Pain.\" Healthline, 2021, www.healthline.com/neck.",
            "Healthline Media | Neck Pain | - | Healthline | 2021 | - - -",
        ),
        (
            "NHS. (2020, October 7). Neck pain. https://www.nhs.uk/conditions/neck-pain/",
            "NHS | Neck pain | - | - | 2020-10-07 | - - -",
        ),
        (
            "NHS (2020). Neck pain. [online] nhs.uk. Available at: https://www.nhs.uk/conditions/neck-pain/ [Accessed 3 Feb. 2021].",
            "NHS | Neck pain | - | - | 2020 | - - -",
        ),
        (
            "nhs.uk. (2020). Neck pain. [online] Available at: https://www.nhs.uk/conditions/neck-pain/ [Accessed 3 Feb. 2021].",
            "nhs.uk | Neck pain | - | - | 2020 | - - -",
        ),
        (
            "Neck pain - NHS. nhs.uk. https://www.nhs.uk/conditions/neck-pain/. Published October 7, 2020. Accessed February 3, 2021.",
            "- | Neck pain - NHS | - | - | 2020-10-07 | - - -",
        ),
        (
            "Professional, C. C. M. (2022). Neck Pain: Possible Causes & How To Treat It. Cleveland Clinic. https://my.clevelandclinic.org/health/symptoms/21179-neck-pain",
            "Professional, C. C. M. | Neck Pain: Possible Causes & How To Treat It | - | Cleveland Clinic | 2022 | - - -",
        ),
        (
            "Cleveland Clinic medical professional. Neck pain. Cleveland Clinic. Last reviewed 12/12/2022. Accessed May 4, 2023. https://my.clevelandclinic.org/health/symptoms/21179-neck-pain",
            "Cleveland Clinic medical professional | Neck pain | - | Cleveland Clinic | 2022-12-12 | - - -",
        ),
        ("Roe B. Necks of steel. Penguin. 2011.", "Roe B | Necks of steel | - | Penguin | 2011 | - - -"),
        (
            "Roe B. Necks of Steel: How to Sit, Stand and Sleep. 2nd edition. London; New York: Routledge; 2011.",
            "Roe B | Necks of Steel: How to Sit, Stand and Sleep | - | Routledge | 2011 | - - -",
        ),
        (
            "Childs JD, Cleland JA, Elliott JM, Teyhen DS, Wainner RS, Whitman JM, et al; American Physical Therapy Association. Neck pain: clinical practice guidelines. J Orthop Sports Phys Ther. 2008;38(9):A1-A34.",
            "Childs JD; Cleland JA; Elliott JM; Teyhen DS; Wainner RS; Whitman JM; American Physical Therapy Association | Neck pain: clinical practice guidelines | J Orthop Sports Phys Ther | - | 2008 | 38 9 A1-A34",
        ),
        (
            "Task Force on Neck Pain. The 2000-2010 report. Spine. 2008;33(4S):S5-S7.",
            "Task Force on Neck Pain | The 2000-2010 report | Spine | - | 2008 | 33 4S S5-S7",
        ),
        (
            "Lind R. Letter: in reply. Ann Intern Med. 2011;154(3):215; author reply 216. doi: 10.7326/x.1",
            "Lind R | Letter: in reply | Ann Intern Med | - | 2011 | 154 3 215",
        ),
        (
            "Lind R, Roe B. [Neck pain in nurses]. Rev Neurol. 2001;33(4):301-5. Spanish.",
            "Lind R; Roe B | Neck pain in nurses | Rev Neurol | - | 2001 | 33 4 301-5",
        ),
        (
            "Lind R, Roe B. Halsschmerzen [Neck pain]. Orthopade. 2001;30:301-305. German.",
            "Lind R; Roe B | Halsschmerzen | Orthopade | - | 2001 | 30 - 301-305",
        ),
    ]);
}
