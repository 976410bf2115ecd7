using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Recipes;

/// <summary>
/// Adds invented people with their appointments, accounts and grants. Accounts get the demo password, so they are refused unless
/// <c>Demo:Enabled</c>. Days are counted back from the day of the run.
/// </summary>
internal sealed class PeopleStep(
    TrainingDbContext db, IPasswordHasher<User> hasher, ILookupNormalizer normalizer, NationalIds nationalIds, IOrganizations organizations, IOptions<DemoOptions> demo, TimeProvider clock) : IRecipeStep
{
    private string? _passwordHash;

    public string Name => "People";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var knownPeople = await db.People.Select(p => p.Key).ToHashSetAsync(ct);
        var knownAccounts = await db.Users.Select(u => u.UserName!).ToHashSetAsync(ct);
        foreach (var (index, item) in context.Items("people").Index())
        {
            var row = index + 1;
            var key = (string?)item["key"] ?? "";
            var person = key.Length == 0 || !knownPeople.Add(key) ? null : AddPerson(context, item, key, row);
            if (person is not null)
            {
                AddAppointments(context, item, person, directory, row);
            }

            if (item["account"] is JsonObject account && knownAccounts.Add((string)account["email"]!))
            {
                AddAccount(context, item, account, person, directory, row);
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }

    private DateOnly Day(JsonNode? daysAgo) => clock.Today().AddDays(-((int?)daysAgo ?? 0));

    private Person AddPerson(RecipeStepContext context, JsonObject item, string key, int row)
    {
        var person = new Person { Key = key, FullName = (string)item["name"]!, Title = (string?)item["title"] ?? "" };
        Describe(context, item, person, row);
        person.Named();
        db.Add(person);
        return person;
    }

    // All of it may be left out.
    private void Describe(RecipeStepContext context, JsonObject item, Person person, int row)
    {
        person.DateOfBirth = DateOnly.TryParseExact((string?)item["born"], "yyyy-MM-dd", out var born) ? born : null;
        person.Specialty = (string?)item["specialty"];
        person.Email = (string?)item["email"];
        person.Phone = (string?)item["phone"];
        if ((string?)item["profession"] is { } named)
        {
            person.Profession = Enum.TryParse<Profession>(named, out var profession) ? profession : null;
            if (person.Profession is null)
            {
                context.Problem($"there is no profession '{named}'", row);
            }
        }

        if (item["licence"] is JsonObject licence)
        {
            person.LicenceNumber = (string?)licence["number"];
            person.LicenceScope = (string?)licence["scope"];
            person.LicenceIssuedOn = licence["issuedDaysAgo"] is { } issued ? Day(issued) : null;
            person.LicenceExpiresOn = licence["expiresInDays"] is { } left ? clock.Today().AddDays((int)left) : null;
        }

        if ((string?)item["nationalId"] is { } typed)
        {
            if (NationalIds.Normalize(typed) is { } number)
            {
                nationalIds.Set(person, number);
            }
            else
            {
                context.Problem("nationalId is not twelve digits", row);
            }
        }
    }

    private void AddAppointments(RecipeStepContext context, JsonObject item, Person person, OrganizationDirectory directory, int row)
    {
        foreach (var appointment in item["appointments"]?.AsArray().Select(a => a!.AsObject()) ?? [])
        {
            if (directory.FindHospital((string?)appointment["hospital"] ?? "") is not { } hospital)
            {
                context.Problem($"there is no hospital '{appointment["hospital"]}'", row);
                continue;
            }

            db.Add(new Appointment
            {
                PersonId = person.Id,
                HospitalId = hospital.Id,
                Department = (string?)appointment["department"] ?? "",
                Position = (string?)appointment["position"] ?? "",
                From = Day(appointment["fromDaysAgo"]),
                To = appointment["toDaysAgo"] is { } to ? Day(to) : null,
            });
        }
    }

    private void AddAccount(RecipeStepContext context, JsonObject item, JsonObject account, Person? person, OrganizationDirectory directory, int row)
    {
        if (!demo.Value.Enabled)
        {
            context.Problem("accounts with the demo password are refused unless Demo:Enabled is true", row);
            return;
        }

        var email = (string)account["email"]!;
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = normalizer.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
            DisplayName = (string)item["name"]!,
            PersonId = person?.Id,
        };
        user.PasswordHash = _passwordHash ??= hasher.HashPassword(user, DemoAccounts.Password);
        db.Add(user);
        foreach (var grant in account["grants"]?.AsArray().Select(g => g!.AsObject()) ?? [])
        {
            AddGrant(context, user, grant, directory, row);
        }
    }

    private void AddGrant(RecipeStepContext context, User user, JsonObject grant, OrganizationDirectory directory, int row)
    {
        var role = (string?)grant["role"] ?? "";
        var scope = ((string?)grant["scope"] ?? "").Split(':', 2);
        var hospital = scope[0] == "hospital" ? directory.FindHospital(scope[^1]) : null;
        var province = scope[0] == "province" ? directory.FindProvince(scope[^1]) : null;
        if (!Roles.All.Contains(role) || (hospital is null && province is null && scope[0] != "country"))
        {
            context.Problem($"there is no role '{role}' in scope '{grant["scope"]}'", row);
            return;
        }

        db.Add(new RoleGrant
        {
            UserId = user.Id,
            Role = role,
            Kind = hospital is not null ? ScopeKind.Hospital : province is not null ? ScopeKind.Province : ScopeKind.Country,
            HospitalId = hospital?.Id,
            ProvinceId = province?.Id,
            From = Day(grant["fromDaysAgo"]),
            GrantedBy = "recipe",
            Reason = "Demo",
        });
    }
}
