namespace Training.Identity.People;

/// <summary>
/// Chức danh chuyên môn: the titles that need a licence by article 26 of the Law on Medical Examination and Treatment 15/2023/QH15, and the
/// pharmacist of the Law on Pharmacy. Stored by name.
/// </summary>
internal enum Profession
{
    Doctor,
    AssistantDoctor,
    Nurse,
    Midwife,
    MedicalTechnician,
    ClinicalNutritionist,
    EmergencyCareProvider,
    ClinicalPsychologist,
    TraditionalPractitioner,
    Pharmacist,
    Other,
}
