using System.ComponentModel.DataAnnotations;

namespace Training.Identity.People;

/// <summary>The fields of a person's record that a form has.</summary>
internal sealed class PersonInput
{
    [Required, StringLength(150), Display(Name = "Person.FullName")]
    public string FullName { get; set; } = "";

    [StringLength(60), Display(Name = "Person.Title")]
    public string? Title { get; set; }

    [DataType(DataType.Date), Display(Name = "Person.DateOfBirth")]
    public DateOnly? DateOfBirth { get; set; }

    [EnumDataType(typeof(Profession)), Display(Name = "Person.Profession")]
    public Profession? Profession { get; set; }

    [StringLength(150), Display(Name = "Person.Specialty")]
    public string? Specialty { get; set; }

    [StringLength(60), Display(Name = "Person.LicenceNumber")]
    public string? LicenceNumber { get; set; }

    [StringLength(400), Display(Name = "Person.LicenceScope")]
    public string? LicenceScope { get; set; }

    [DataType(DataType.Date), Display(Name = "Person.LicenceIssuedOn")]
    public DateOnly? LicenceIssuedOn { get; set; }

    [DataType(DataType.Date), Display(Name = "Person.LicenceExpiresOn")]
    public DateOnly? LicenceExpiresOn { get; set; }

    [EmailAddress, StringLength(256), Display(Name = "Person.Email")]
    public string? Email { get; set; }

    [RegularExpression(@"[0-9+ ().-]{8,30}"), StringLength(30), Display(Name = "Person.Phone")]
    public string? Phone { get; set; }

    /// <summary>Empty leaves the stored one as it is.</summary>
    [StringLength(20), Display(Name = "Person.NationalId")]
    public string? NationalId { get; set; }

    public bool RemoveNationalId { get; set; }

    public int Version { get; set; }

    public static PersonInput Of(Person person) => new()
    {
        FullName = person.FullName,
        Title = person.Title,
        DateOfBirth = person.DateOfBirth,
        Profession = person.Profession,
        Specialty = person.Specialty,
        LicenceNumber = person.LicenceNumber,
        LicenceScope = person.LicenceScope,
        LicenceIssuedOn = person.LicenceIssuedOn,
        LicenceExpiresOn = person.LicenceExpiresOn,
        Email = person.Email,
        Phone = person.Phone,
        Version = person.Version,
    };
}
