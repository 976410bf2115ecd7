using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

/// <summary>The forms about grants and accounts, filled in as they are or as an attacker would send them.</summary>
internal static class GrantForms
{
    public static string Scope(ScopeKind kind, Guid? id = null) => id is null ? kind.ToString() : $"{kind}:{id}";

    /// <summary>Through the page, as somebody who uses it.</summary>
    public static async Task<Answer> GrantByPageAsync(
        this Visitor visitor, Guid userId, string role, string scope, DateOnly? to = null, DateOnly? from = null, string reason = "Decision 12")
    {
        var page = await visitor.GetAsync($"/admin/accounts/{userId}/grants/new?role={role}");
        return page.IsOk
            ? await visitor.SubmitAsync(page, new()
            {
                ["Input.Scope"] = scope,
                ["Input.From"] = (from ?? Today()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["Input.To"] = to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                ["Input.Reason"] = reason,
            })
            : page;
    }

    public static async Task<Answer> EndByPageAsync(this Visitor visitor, Guid userId, Guid grantId, DateOnly? last = null, string reason = "Left the hospital")
    {
        var page = await visitor.GetAsync($"/admin/accounts/{userId}/grants/{grantId}/end");
        return page.IsOk
            ? await visitor.SubmitAsync(page, new()
            {
                ["Input.When"] = last is null ? "Now" : "AfterDay",
                ["Input.Last"] = last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                ["Input.Reason"] = reason,
            })
            : page;
    }

    public static async Task<Answer> ControlAsync(this Visitor visitor, Guid userId, string handler, string reason = "Phone stolen")
    {
        var page = await visitor.GetAsync($"/admin/accounts/{userId}");
        return await visitor.SubmitAsync(page, new() { ["Input.Reason"] = reason }, $"button[formaction$='handler={handler}']");
    }

    /// <summary>Straight to an address, with a token of the visitor's own session and whatever fields.</summary>
    public static async Task<Answer> ForgeAsync(this Visitor visitor, string address, params (string Name, string Value)[] fields)
    {
        var page = await visitor.GetAsync("/account/profile");
        var token = page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.PostAsync(address, [new("__RequestVerificationToken", token), new("_key", Guid.CreateVersion7().ToString("N")), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
    }

    public static Task<List<RoleGrant>> GrantsOfAsync(this Site site, Guid userId)
        => site.DataAsync(db => db.RoleGrants.AsNoTracking().Where(g => g.UserId == userId).OrderBy(g => g.Id).ToListAsync());

    /// <summary>An account without a person, with the demo password and no right yet.</summary>
    public static async Task<Guid> OfficeAsync(this Site site, string email)
    {
        var hash = await site.DataAsync(db => db.Users.Where(u => u.Email == "quantri@demo.local").Select(u => u.PasswordHash).SingleAsync());
        return await site.DataAsync(async db =>
        {
            var user = new User
            {
                Id = Guid.CreateVersion7(),
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
                DisplayName = email,
                PasswordHash = hash,
            };
            db.Add(user);
            await db.SaveChangesAsync();
            return user.Id;
        });
    }

    public static Task<Guid> StoreGrantAsync(
        this Site site, Guid userId, string role, ScopeKind kind, Guid? id = null, DateOnly? to = null, DateOnly? from = null) => site.DataAsync(async db =>
        {
            var grant = new RoleGrant
            {
                UserId = userId,
                Role = role,
                Kind = kind,
                HospitalId = kind == ScopeKind.Hospital ? id : null,
                ProvinceId = kind == ScopeKind.Province ? id : null,
                From = from ?? new DateOnly(2020, 1, 1),
                To = to,
                GrantedBy = "test",
                Reason = "test",
            };
            db.Add(grant);
            await db.SaveChangesAsync();
            return grant.Id;
        });

    /// <returns>How many there were.</returns>
    public static Task<int> RemoveGrantsAsync(this Site site, Guid userId, string reason) => site.DataAsync(async db =>
    {
        var removed = 0;
        await db.WriteAsync(async ct => removed = await db.RoleGrants.Where(g => g.UserId == userId && g.Reason == reason).ExecuteDeleteAsync(ct), default);
        return removed;
    });

    public static DateOnly Today() => TimeProvider.System.Today();
}
