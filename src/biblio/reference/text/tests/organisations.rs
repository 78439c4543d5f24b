//! Organisations in front of a title, and titles in front of their publishers.

use super::brief;

#[test]
fn an_organisation_is_before_the_title_and_its_place() {
    brief(&[
        (
            "Healthdirect. Gout [Internet]. Sydney: Healthdirect Australia; 2023 [cited 2024 Jan 15].",
            "Healthdirect | Gout | - | Healthdirect Australia | 2023 | - - -",
        ),
        (
            "Versus Arthritis. Neck pain [Internet]. Chesterfield: Versus Arthritis; 2023 [cited 2024 Jan 15].",
            "Versus Arthritis | Neck pain | - | Versus Arthritis | 2023 | - - -",
        ),
        (
            "Patient.info. Sciatica. Leeds: Egton Medical; 2023. Accessed 5 May 2023.",
            "Patient.info | Sciatica | - | Egton Medical | 2023 | - - -",
        ),
        (
            "Socialstyrelsen. Artros. Stockholm: Socialstyrelsen; 2021 [citerad 5 maj 2022].",
            "Socialstyrelsen | Artros | - | Socialstyrelsen | 2021 | - - -",
        ),
        (
            "Haute Autorité de Santé. Lombalgie [Internet]. Saint-Denis: HAS; 2019 [cité le 15 janvier 2024].",
            "Haute Autorité de Santé | Lombalgie | - | HAS | 2019 | - - -",
        ),
        (
            "Ministério da Saúde. Dengue [Internet]. Brasília: MS; 2023 [citado 2024 Jan 15].",
            "Ministério da Saúde | Dengue | - | MS | 2023 | - - -",
        ),
        (
            "Istituto Superiore di Sanità. Cefalea [Internet]. Roma: ISS; 2023 [citato 5 maggio 2023].",
            "Istituto Superiore di Sanità | Cefalea | - | ISS | 2023 | - - -",
        ),
        (
            "Folkehelseinstituttet. Migrene og hodepine [Internett]. Oslo: FHI; 2022 [sitert 2023 Jan 5].",
            "Folkehelseinstituttet | Migrene og hodepine | - | FHI | 2022 | - - -",
        ),
        (
            "Netdoktor. Bandscheibenvorfall [Internet]. Wien: Netdoktor GmbH; 2022 [zitiert am 5. Mai 2022].",
            "Netdoktor | Bandscheibenvorfall | - | Netdoktor GmbH | 2022 | - - -",
        ),
        (
            "Sociedad Española de Neurología. Cefalea en racimos [Internet]. Madrid: SEN; 2020 [citado el 5 de mayo de 2022].",
            "Sociedad Española de Neurología | Cefalea en racimos | - | SEN | 2020 | - - -",
        ),
        (
            "Société française de rhumatologie. Polyarthrite rhumatoïde [Internet]. Paris: SFR; 2020 [cité 5 mai 2022].",
            "Société française de rhumatologie | Polyarthrite rhumatoïde | - | SFR | 2020 | - - -",
        ),
        ("Bupa. Frozen shoulder. London: Bupa; 2021.", "Bupa | Frozen shoulder | - | Bupa | 2021 | - - -"),
        (
            "Better Health Channel. Whiplash [Internet]. Melbourne: Victorian Government; 2020 [cited 2022 May 1].",
            "Better Health Channel | Whiplash | - | Victorian Government | 2020 | - - -",
        ),
        (
            "Kenniscentrum Sport. Bewegen met artrose [Internet]. Ede: Kenniscentrum Sport; 2019 [geciteerd 5 mei 2022].",
            "Kenniscentrum Sport | Bewegen met artrose | - | Kenniscentrum Sport | 2019 | - - -",
        ),
        (
            "Stiftung Gesundheitswissen. Kniearthrose. Berlin: Stiftung Gesundheitswissen; 2022.",
            "Stiftung Gesundheitswissen | Kniearthrose | - | Stiftung Gesundheitswissen | 2022 | - - -",
        ),
        (
            "Terveyskirjasto. Kihti [Internet]. Helsinki: Duodecim; 2021 [cited 2022 May 1].",
            "Terveyskirjasto | Kihti | - | Duodecim | 2021 | - - -",
        ),
        (
            "Organización Mundial de la Salud. Osteoartritis [Internet]. Ginebra: OMS; 2023 [consultado el 15 de enero de 2024]. Disponible en: https://www.who.int/es/osteoarthritis",
            "Organización Mundial de la Salud | Osteoartritis | - | OMS | 2023 | - - -",
        ),
        (
            "Ministerio de Sanidad. Hernia discal [en línea]. Madrid: MS; 2020 [consultado el 5 de mayo de 2022].",
            "Ministerio de Sanidad | Hernia discal | - | MS | 2020 | - - -",
        ),
        (
            "Assurance Maladie. Lumbago [en ligne]. Paris: Cnam; 2021 [consulté le 5 mai 2022].",
            "Assurance Maladie | Lumbago | - | Cnam | 2021 | - - -",
        ),
        (
            "1177 Vårdguiden. Nackspärr [Internet]. Stockholm: Inera; 2020 [citerad 5 maj 2022].",
            "1177 Vårdguiden | Nackspärr | - | Inera | 2020 | - - -",
        ),
        (
            "Healthdirect. Treating gout at home. Sydney: Healthdirect Australia; 2023.",
            "Healthdirect | Treating gout at home | - | Healthdirect Australia | 2023 | - - -",
        ),
        (
            "GOV.UK. Driving with epilepsy [Internet]. London: DVLA; 2022 [cited 2023 May 1].",
            "GOV.UK | Driving with epilepsy | - | DVLA | 2022 | - - -",
        ),
    ]);
}

#[test]
fn an_organisation_is_before_a_year_or_marked_as_the_editor() {
    brief(&[
        ("Inserm. (2018). Migraine.", "Inserm | Migraine | - | - | 2018 | - - -"),
        (
            "Inserm. (2018). Migraine. Consulté 5 mai 2023, à l’adresse https://www.inserm.fr/dossier/migraine/",
            "Inserm | Migraine | - | - | 2018 | - - -",
        ),
        (
            "Healthline. (2021, May 3). What to know about sciatica. https://www.healthline.com/health/sciatica",
            "Healthline | What to know about sciatica | - | - | 2021-05-03 | - - -",
        ),
        (
            "Versus Arthritis. (n.d.). Gout. Retrieved May 5, 2023, from https://versusarthritis.org/gout",
            "Versus Arthritis | Gout | - | - | - | - - -",
        ),
        (
            "Thuisarts. (2020). Ik heb nekpijn. https://www.thuisarts.nl/nekpijn",
            "Thuisarts | Ik heb nekpijn | - | - | 2020 | - - -",
        ),
        (
            "Deutsche Gesellschaft für Neurologie (Hrsg.). Therapie der Migräneattacke. S1-Leitlinie. 2022. Zugegriffen: 5. Mai 2023.",
            "Deutsche Gesellschaft für Neurologie | Therapie der Migräneattacke | - | - | 2022 | - - -",
        ),
        (
            "Robert Koch-Institut (Hrsg.): Masern. Berlin: RKI; 2019.",
            "Robert Koch-Institut | Masern | - | RKI | 2019 | - - -",
        ),
        (
            "Bundesärztekammer (Hrsg.) (2019): Kreuzschmerz. Berlin: BÄK.",
            "Bundesärztekammer | Kreuzschmerz | - | BÄK | 2019 | - - -",
        ),
        (
            "British Heart Foundation, 2021. High blood pressure [online]. Available from: https://www.bhf.org.uk/high-blood-pressure [Accessed 9th October 2022].",
            "British Heart Foundation | High blood pressure | - | - | 2021 | - - -",
        ),
        (
            "Healthwatch, 2020. Waiting times [online]. London: Healthwatch. Available at: https://www.healthwatch.co.uk/waiting",
            "Healthwatch | Waiting times | - | Healthwatch | 2020 | - - -",
        ),
        (
            "NHS, 2019. Neck pain. [online] Available at: https://www.nhs.uk/neck-pain [Accessed 5 May 2020].",
            "NHS | Neck pain | - | - | 2019 | - - -",
        ),
    ]);
}

#[test]
fn an_organisation_in_front_is_known_by_its_name_its_host_or_the_title_after_it() {
    brief(&[
        (
            "Wikipedia contributors. Bell's palsy. In: Wikipedia, The Free Encyclopedia. Accessed 20 Oct 2023.",
            "Wikipedia contributors | Bell's palsy | Wikipedia, The Free Encyclopedia | - | - | - - -",
        ),
        (
            "Healthline Editorial Team. Sciatica. Healthline. Accessed May 5, 2023.",
            "Healthline Editorial Team | Sciatica | - | Healthline | - | - - -",
        ),
        (
            "Versus Arthritis. Neck pain. Published 2023. Accessed May 5, 2023. https://versusarthritis.org/neck-pain",
            "Versus Arthritis | Neck pain | - | - | 2023 | - - -",
        ),
        (
            "Versus Arthritis. Neck pain. Published 2023. Accessed May 5, 2023.",
            "Versus Arthritis | Neck pain | - | - | 2023 | - - -",
        ),
        (
            "Haute Autorité de Santé. Prise en charge du patient présentant une lombalgie commune. Consulté le 1er avril 2020.",
            "Haute Autorité de Santé | Prise en charge du patient présentant une lombalgie commune | - | - | - | - - -",
        ),
        (
            "Istituto Superiore di Sanità. Cefalea. Disponibile su: https://www.issalute.it/index.php/cefalea (ultimo accesso: 3 ottobre 2022).",
            "Istituto Superiore di Sanità | Cefalea | - | - | - | - - -",
        ),
        (
            "Ministério da Saúde. Dengue. Disponível em: https://www.gov.br/saude/dengue. Acesso em: 22 fev. 2024.",
            "Ministério da Saúde | Dengue | - | - | - | - - -",
        ),
        (
            "Thuisarts. Ik heb nekpijn. https://www.thuisarts.nl/nekpijn. Geraadpleegd op 8 maart 2021.",
            "Thuisarts | Ik heb nekpijn | - | - | - | - - -",
        ),
        (
            "Johns Hopkins Medicine. Scoliosis. Accessed May 2022. https://www.hopkinsmedicine.org/health/scoliosis",
            "Johns Hopkins Medicine | Scoliosis | - | - | - | - - -",
        ),
        (
            "Johns Hopkins Medicine. Scoliosis. Accessed May 2022.",
            "Johns Hopkins Medicine | Scoliosis | - | - | - | - - -",
        ),
        (
            "Novo Nordisk. Wegovy approved in the EU. Press release. January 10, 2022. Accessed March 2, 2022. https://www.novonordisk.com/news/wegovy",
            "Novo Nordisk | Wegovy approved in the EU | - | - | 2022-01-10 | - - -",
        ),
        (
            "Spine-health. Cervical radiculopathy. Accessed May 3, 2020. https://www.spine-health.com/conditions/cervical",
            "Spine-health | Cervical radiculopathy | - | - | - | - - -",
        ),
        (
            "OrthoInfo. Neck sprain. Accessed May 3, 2020. https://orthoinfo.aaos.org/en/neck-sprain",
            "OrthoInfo | Neck sprain | - | - | - | - - -",
        ),
        (
            "Thuisarts. Ik heb jicht. Geraadpleegd op 8 maart 2021.",
            "Thuisarts | Ik heb jicht | - | - | - | - - -",
        ),
        (
            "Amboss. Gicht. Zugegriffen: 5. Mai 2023. https://www.amboss.com/de/wissen/gicht",
            "Amboss | Gicht | - | - | - | - - -",
        ),
        (
            "Ameli. Torticolis. Consulté le 5 mai 2023. https://www.ameli.fr/assure/sante/themes/torticolis",
            "Ameli | Torticolis | - | - | - | - - -",
        ),
        (
            "Kidney Care UK. Living with dialysis. Accessed 5 May 2022.",
            "Kidney Care UK | Living with dialysis | - | - | - | - - -",
        ),
    ]);
}

#[test]
fn a_title_in_front_is_followed_by_its_publisher() {
    brief(&[
        (
            "Neck pain and its causes. (2020). Healthline. https://www.healthline.com/neck",
            "- | Neck pain and its causes | - | Healthline | 2020 | - - -",
        ),
        (
            "Gout. (2020). Mayo Clinic. https://www.mayoclinic.org/gout",
            "- | Gout | - | Mayo Clinic | 2020 | - - -",
        ),
        (
            "Neck sprain. OrthoInfo. Accessed May 3, 2020. https://orthoinfo.aaos.org/en/neck-sprain",
            "- | Neck sprain | - | OrthoInfo | - | - - -",
        ),
        (
            "Scoliosis. Johns Hopkins Medicine. Accessed May 2022. https://www.hopkinsmedicine.org/health/scoliosis",
            "- | Scoliosis | - | Johns Hopkins Medicine | - | - - -",
        ),
        (
            "Neck pain. Versus Arthritis. Published 2023. Accessed May 5, 2023. https://versusarthritis.org/neck-pain",
            "- | Neck pain | - | Versus Arthritis | 2023 | - - -",
        ),
        (
            "Gout. Healthdirect. Published 2023. Accessed May 5, 2023.",
            "- | Gout | - | Healthdirect | 2023 | - - -",
        ),
        (
            "Cervical Dystonia. Dystonia Europe. Accessed May 5, 2023.",
            "- | Cervical Dystonia | - | Dystonia Europe | - | - - -",
        ),
        (
            "Symptoms and Causes of Vertigo. Healthline. Published May 3, 2021. Accessed May 5, 2023.",
            "- | Symptoms and Causes of Vertigo | - | Healthline | 2021-05-03 | - - -",
        ),
        (
            "Whiplash. Physiopedia. Published 2019. Accessed May 5, 2023. https://www.physio-pedia.com/Whiplash",
            "- | Whiplash | - | Physiopedia | 2019 | - - -",
        ),
        (
            "Migraine. Migraine Trust. Accessed May 5, 2023. https://migrainetrust.org/migraine",
            "- | Migraine | - | Migraine Trust | - | - - -",
        ),
        (
            "Dystonia. Dystonia Medical Research Foundation. Accessed May 5, 2023. https://dystonia-foundation.org/what",
            "- | Dystonia | - | Dystonia Medical Research Foundation | - | - - -",
        ),
        (
            "Neck pain. What helps and what does not. Mayo Clinic. Accessed May 5, 2023. https://www.mayoclinic.org/neck",
            "- | Neck pain. What helps and what does not | - | Mayo Clinic | - | - - -",
        ),
        (
            "Neck pain. A guide for patients [Internet]. London: NHS England; 2020 [cited 2022 May 1].",
            "- | Neck pain. A guide for patients | - | NHS England | 2020 | - - -",
        ),
        (
            "Healing Back Pain. The mind-body connection. New York: Warner Books; 1991.",
            "- | Healing Back Pain. The mind-body connection | - | Warner Books | 1991 | - - -",
        ),
        (
            "Dystonias Fact Sheet [Internet]. Bethesda (MD): National Institutes of Health; 2018 [cited 2020 Jan 10].",
            "- | Dystonias Fact Sheet | - | National Institutes of Health | 2018 | - - -",
        ),
        (
            "Lyrica. Prescribing information. Parke-Davis; 2020.",
            "- | Lyrica | - | Parke-Davis | 2020 | - - -",
        ),
    ]);
}
