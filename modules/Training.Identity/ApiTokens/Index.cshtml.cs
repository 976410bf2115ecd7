using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Reauthentication;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ApiTokens;

[SignedIn]
[Door(Doors.Signing)]
internal sealed class IndexModel(
    TrainingDbContext db,
    ICurrentUser current,
    UserManager<User> users,
    EndpointDataSource endpoints,
    IReauthentication reauthentication,
    IAuditTrail audit,
    AccountMails mails,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    public const string CreateAction = "Identity.CreateToken";

    /// <summary>Temporary data that shows the new token once.</summary>
    public const string NewTokenKey = "NewToken";

    private const int Most = 20;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    public string? NewToken { get; private set; }

    /// <summary>The permissions that endpoints of the API ask for and that this account has.</summary>
    public IReadOnlyList<string> Offered { get; private set; } = [];

    public bool IsOver(ApiToken token) => token.RevokedAt is not null || token.ExpiresAt <= clock.GetUtcNow();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Offered = [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith(Api.Prefix, StringComparison.Ordinal) == true)
            .SelectMany(e => e.Metadata.GetOrderedMetadata<HasPermissionAttribute>().Select(p => p.Permission)
                .Concat(e.Metadata.GetMetadata<ShowsMoreWithAttribute>()?.Permissions ?? []))
            .Distinct().Where(current.Can).Order(StringComparer.Ordinal)];
        Tokens = await db.Set<ApiToken>().AsNoTracking().Where(t => t.UserId == current.UserId)
            .OrderByDescending(t => t.CreatedAt).Take(2 * Most).ToListAsync(ct);
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        NewToken = TempData[NewTokenKey] as string;
        Input.Days = 90;
    }

    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
        => ModelState.IsValid ? Content(await reauthentication.ChallengeAsync(Request(), ct), "application/json") : BadRequest();

    public async Task<IActionResult> OnPostCreateAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (Input.Permissions.Count == 0 || Input.Permissions.Except(Offered).Any())
        {
            throw new RuleViolation("Tokens.NoPermission");
        }

        if (Tokens.Count(t => !IsOver(t)) >= Most)
        {
            throw new RuleViolation("Tokens.TooMany", Most);
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        var proof = await reauthentication.ConfirmAsync(Request(), Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        var user = (await users.FindByIdAsync(current.UserId.ToString()))!;
        var secret = TokenText.Create();
        var now = clock.GetUtcNow();
        var token = new ApiToken
        {
            UserId = user.Id,
            Name = Input.Name.Trim(),
            Hash = TokenText.HashOf(secret),
            Permissions = string.Join(' ', Input.Permissions.Distinct().Order(StringComparer.Ordinal)),
            CreatedAt = now,
            ExpiresAt = now.AddDays(Input.Days),
        };
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await reauthentication.ConsumeAsync(proof, Request(), inner);
                db.Add(token);
                audit.Add(new AuditEvent("Identity.TokenCreated", "ApiToken", token.Id)
                {
                    Facts = new Dictionary<string, string?> { ["name"] = token.Name, ["permissions"] = token.Permissions, ["expires"] = token.ExpiresAt.ToString("O", CultureInfo.InvariantCulture) },
                });
                mails.Send(user, "TokenCreated", token.Name);
                TempData[NewTokenKey] = secret;
                return "/account/tokens";
            },
            ct);
    }

    public Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var (now, userId) = ((DateTimeOffset?)clock.GetUtcNow(), current.UserId);
            if (await db.Set<ApiToken>().Where(t => t.Id == id && t.UserId == userId && t.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), inner) == 1)
            {
                audit.Add(new AuditEvent("Identity.TokenRevoked", "ApiToken", id));
                TempData[Posting.MessageKey] = texts["Tokens.Revoked"].Value;
            }

            return "/account/tokens";
        },
        ct);

    private new SigningRequest Request() => new(CreateAction, CanonicalJson.HashOf(CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["days"] = Input.Days.ToString(CultureInfo.InvariantCulture),
        ["name"] = Input.Name,
        ["permissions"] = string.Join(' ', Input.Permissions.Order(StringComparer.Ordinal)),
    })));

    public sealed class InputModel : SigningInput
    {
        [Required, StringLength(60), Display(Name = "Tokens.Name")]
        public string Name { get; set; } = "";

        [Range(1, 365), Display(Name = "Tokens.Days")]
        public int Days { get; set; }

        public List<string> Permissions { get; set; } = [];
    }
}
