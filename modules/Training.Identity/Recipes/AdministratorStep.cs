using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Recipes;

/// <summary>Section <c>Setup</c>: the first administrator, given by the environment and never stored in a file.</summary>
internal sealed class AdministratorOptions
{
    public string? AdministratorEmail { get; set; }

    public string? AdministratorPassword { get; set; }
}

/// <summary>Makes the first administrator of an empty site. Does nothing where there is one, or where no address is given.</summary>
internal sealed class AdministratorStep(
    TrainingDbContext db, UserManager<User> users, IOptions<AdministratorOptions> options, TimeProvider clock) : IRecipeStep
{
    public string Name => "Administrator";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        if (options.Value.AdministratorEmail is not { Length: > 0 } email || await db.RoleGrants.AnyAsync(g => g.Role == Roles.Administrator, ct))
        {
            return;
        }

        var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email };
        var result = await users.CreateAsync(user, options.Value.AdministratorPassword ?? "");
        if (!result.Succeeded)
        {
            context.Problem($"the administrator of Setup:AdministratorEmail was refused: {string.Join(' ', result.Errors.Select(e => e.Description))}");
            return;
        }

        db.Add(new RoleGrant
        {
            UserId = user.Id,
            Role = Roles.Administrator,
            Kind = ScopeKind.Country,
            From = clock.Today(),
            GrantedBy = "recipe",
            Reason = "First administrator",
        });
        await db.SaveChangesAsync(ct);
    }
}
