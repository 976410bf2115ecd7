using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Factors;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Passwords;

/// <summary>Holds a new password against the rules, with what can be known of its owner. The framework asks it too, whoever sets one.</summary>
internal sealed class NewPassword(
    TrainingDbContext db, PasswordRules rules, SecondFactors factors, IOrganizations organizations, IOptions<DemoOptions> demo, IStringLocalizer<Texts> texts)
    : IPasswordValidator<User>
{
    /// <exception cref="RuleViolation">The password is refused; the text says why.</exception>
    public async Task CheckAsync(User user, string password, string field, CancellationToken ct)
    {
        if (await FindProblemAsync(user, password, ct) is { } problem)
        {
            throw new RuleViolation($"Password.{problem.Name}", problem.Least) { Field = field };
        }
    }

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
        => await FindProblemAsync(user, password ?? "", CancellationToken.None) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Name.ToString(), Description = texts[$"Password.{problem.Name}", problem.Least] })
            : IdentityResult.Success;

    private async Task<(PasswordProblem Name, int Least)?> FindProblemAsync(User user, string password, CancellationToken ct)
    {
        // Everybody can read it on the sign-in page; demo mode cannot be switched on in Production.
        if (demo.Value.Enabled && password == DemoAccounts.Password)
        {
            return null;
        }

        var hasFactor = await factors.HasFactorAsync(user.Id, ct);
        return rules.Check(password, hasFactor, await ContextAsync(user, ct)) is { } problem
            ? (problem, hasFactor ? PasswordRules.ShortestWithSecondFactor : PasswordRules.ShortestAlone)
            : null;
    }

    private async Task<IReadOnlyList<string>> ContextAsync(User user, CancellationToken ct)
    {
        var granted = db.Set<RoleGrant>().Where(g => g.UserId == user.Id && g.HospitalId != null).Select(g => g.HospitalId!.Value);
        var appointed = db.Set<Appointment>().Where(a => a.PersonId == user.PersonId).Select(a => a.HospitalId);
        var hospitals = await granted.Union(appointed).ToListAsync(ct);
        var directory = await organizations.GetAsync(ct);
        return [user.Email ?? "", user.DisplayName, .. hospitals.Select(directory.FindHospital).OfType<HospitalInfo>().SelectMany(h => new[] { h.Name, h.NameEn, h.Key })];
    }
}
