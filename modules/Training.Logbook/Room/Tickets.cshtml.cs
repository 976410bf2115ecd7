using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Logbook.Room;

/// <summary>Where a mentor's phone fetches what it needs to sign without network: a fresh proof of who holds it, then tickets.</summary>
[HasPermission(Permissions.Sign)]
[Door(Doors.Signing)]
internal sealed class TicketsModel(
    TrainingDbContext db, ICurrentUser user, RoomKit kit, ISigningTickets tickets, IReauthentication reauthentication, IStringLocalizerFactory texts) : PageModel
{
    private const string Action = "Logbook.RoomTickets";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool HasPasskey { get; private set; }

    public bool HasPosition { get; private set; }

    public int Stock => tickets.Stock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        HasPasskey = (await tickets.PasskeysAsync(ct)).CredentialIds.Count > 0;
        HasPosition = await kit.SignerAsync(ct) is not null;
    }

    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
        => ModelState.IsValid ? Content(await reauthentication.ChallengeAsync(Request(), ct), "application/json") : BadRequest();

    /// <summary>The tickets as JSON; they are shown nowhere, and the site can not say them twice.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || await kit.SignerAsync(ct) is not var (name, position))
        {
            return BadRequest();
        }

        var proof = await reauthentication.ConfirmAsync(Request(), Input, ct);
        if (proof.Refusal is { } refusal)
        {
            return new JsonResult(new { why = texts.OfModule("Training.Identity")[$"Reauthentication.{refusal}"].Value }) { StatusCode = StatusCodes.Status401Unauthorized };
        }

        IReadOnlyList<GivenTicket> given = [];
        await db.WriteAsync(
            async inner =>
            {
                await reauthentication.ConsumeAsync(proof, Request(), inner);
                given = await tickets.GiveAsync(name, position, [.. Input.Held], inner);
            },
            ct);
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(new { tickets = given.Select(ticket => new { id = ticket.Id, nonce = ticket.Nonce, expiresAt = ticket.ExpiresAt }) });
    }

    private new SigningRequest Request() => new(Action, CanonicalJson.HashOf(CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["form"] = "training.tickets/1",
        ["mentor"] = $"{user.PersonId:D}",
    })));

    public sealed class InputModel : SigningInput
    {
        /// <summary>Tickets that the phone has not used, or has used for what it has not sent yet.</summary>
        public IList<Guid> Held { get; set; } = [];
    }
}
