using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>Puts a form's fields into a record, and judges them. Call inside a write.</summary>
internal sealed class PersonWriter(TrainingDbContext db, NationalIds nationalIds, TimeProvider clock)
{
    public const int YoungestAge = 16;
    public const int OldestAge = 100;

    /// <summary>The record that has the licence or the identity number of the form; null where nobody has.</summary>
    public async Task<Person?> FindHolderAsync(PersonInput input, Guid? except, CancellationToken ct)
    {
        var licence = Person.LicenceKeyOf(input.LicenceNumber);
        var hash = NationalIds.Normalize(input.NationalId) is { } number ? nationalIds.HashOf(number) : null;
        return licence is null && hash is null
            ? null
            : await db.People.AsNoTracking().FirstOrDefaultAsync(
                p => p.Id != except && ((licence != null && p.LicenceKey == licence) || (hash != null && p.NationalIdHash == hash)), ct);
    }

    /// <exception cref="RuleViolation">A field can not be, or the licence or identity number belongs to somebody else.</exception>
    public async Task WriteAsync(Person person, PersonInput input, CancellationToken ct)
    {
        Check(input);
        if (await FindHolderAsync(input, person.Id, ct) is { } other)
        {
            var licence = other.LicenceKey is { } key && key == Person.LicenceKeyOf(input.LicenceNumber);
            throw new RuleViolation(licence ? "Person.LicenceNumber.Taken" : "Person.NationalId.Taken") { Field = licence ? "Input.LicenceNumber" : "Input.NationalId" };
        }

        person.FullName = OneLine(input.FullName)!;
        person.Title = OneLine(input.Title) ?? "";
        person.DateOfBirth = input.DateOfBirth;
        person.Profession = input.Profession;
        person.Specialty = OneLine(input.Specialty);
        person.LicenceNumber = OneLine(input.LicenceNumber);
        person.LicenceScope = OneLine(input.LicenceScope);
        person.LicenceIssuedOn = input.LicenceIssuedOn;
        person.LicenceExpiresOn = input.LicenceExpiresOn;
        person.Email = OneLine(input.Email);
        person.Phone = OneLine(input.Phone);
        if (input.RemoveNationalId || NationalIds.Normalize(input.NationalId) is not null)
        {
            nationalIds.Set(person, input.RemoveNationalId ? null : NationalIds.Normalize(input.NationalId));
        }

        person.Named();
    }

    private void Check(PersonInput input)
    {
        var today = clock.Today();
        if (VietnameseText.Fold(input.FullName).Length == 0)
        {
            throw new RuleViolation("Person.FullName.Letters") { Field = "Input.FullName" };
        }

        if (input.DateOfBirth is { } birth && (birth > today.AddYears(-YoungestAge) || birth < today.AddYears(-OldestAge)))
        {
            throw new RuleViolation("Person.DateOfBirth.Age", YoungestAge, OldestAge) { Field = "Input.DateOfBirth" };
        }

        if (string.IsNullOrWhiteSpace(input.LicenceNumber) && (input.LicenceIssuedOn ?? input.LicenceExpiresOn) is not null)
        {
            throw new RuleViolation("Person.LicenceNumber.Missing") { Field = "Input.LicenceNumber" };
        }

        if (input.LicenceIssuedOn > today)
        {
            throw new RuleViolation("Person.LicenceIssuedOn.Future") { Field = "Input.LicenceIssuedOn" };
        }

        if (input.LicenceExpiresOn <= input.LicenceIssuedOn)
        {
            throw new RuleViolation("Person.LicenceExpiresOn.Before") { Field = "Input.LicenceExpiresOn" };
        }

        if (!input.RemoveNationalId && !string.IsNullOrWhiteSpace(input.NationalId))
        {
            var number = NationalIds.Normalize(input.NationalId) ?? throw new RuleViolation("Person.NationalId.Digits") { Field = "Input.NationalId" };
            if (input.DateOfBirth is { } born && !NationalIds.FitsBirth(number, born))
            {
                throw new RuleViolation("Person.NationalId.Birth") { Field = "Input.NationalId" };
            }
        }
    }

    private static string? OneLine(string? typed)
        => string.Join(' ', (typed ?? "").Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
}
