using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Account;
using Training.Modules;

namespace Training.Identity.Rescue;

/// <summary>Asks once more, and names whose mailbox gets the link.</summary>
[HasPermission(Permissions.ControlAccounts)]
internal sealed class LinkModel(TrainingDbContext db, AccountRescue rescue, SiteAddress site, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public RescuedAccount Account { get; private set; } = null!;

    public bool CanSend => site.For(Request) is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await rescue.FindAsync(Id, ct);
        Account = found!;
        return found is not null;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
        => await LoadAsync(ct)
            ? await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await rescue.SendLinkAsync(Account, site.For(Request) ?? throw new RuleViolation("Mail.NoAddress"), inner);
                    TempData[Posting.MessageKey] = texts["Rescue.Link.Sent", Account.User.DisplayName].Value;
                    return $"/admin/accounts/{Id}";
                },
                ct)
            : NotFound();
}
