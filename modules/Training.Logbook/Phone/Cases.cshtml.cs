using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>
/// Takes a case that was written on a phone: the fields of the form, bound and checked as there, and answered in JSON. It is known by the id that
/// the phone gave it: however often it is sent, and to whichever node, it is stored once.
/// </summary>
[HasPermission(Permissions.Log)]
internal sealed class CasesModel(
    TrainingDbContext db, ICurrentUser user, CaseChoices choices, StorePhoneCase store, IStringLocalizerFactory factory, TimeProvider clock) : PageModel
{
    /// <summary>The phone's clock while it sends, in milliseconds since 1970; no part of the case, since it is another at each attempt.</summary>
    public const string ClockHeader = "Phone-Clock";

    [BindProperty]
    public CaseInput Input { get; set; } = new();

    /// <summary>Whose case it is, as the phone knows it.</summary>
    [BindProperty]
    public Guid Account { get; set; }

    [BindProperty]
    public Guid EntryId { get; set; }

    [BindProperty]
    public Guid VersionId { get; set; }

    [BindProperty]
    public string? CaseCode { get; set; }

    /// <summary>By the phone's clock, in milliseconds since 1970.</summary>
    [BindProperty]
    public long WrittenAt { get; set; }

    private IStringLocalizer Texts { get; } = factory.OfModule(typeof(CasesModel).Assembly.GetName().Name!);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Account != user.UserId || user.ViewerId is not null)
        {
            return new JsonResult(new PhoneAnswer("account")) { StatusCode = StatusCodes.Status403Forbidden };
        }

        var hash = HashOfInput();
        if (await store.FindAsync(EntryId, hash, ct) is { } before)
        {
            return Before(before);
        }

        var device = new DeviceCase(EntryId, CaseCode ?? "", new DeviceMade(VersionId, new Dictionary<string, string>()));
        if (!store.IsNamed(device))
        {
            return Rename();
        }

        var choice = choices.Chosen(await choices.ReadAsync(ct), Input, ModelState);
        if (!ModelState.IsValid || choice is null)
        {
            return Refused();
        }

        try
        {
            var phone = new FromPhone(device, TimeOf(WrittenAt), TimeOf(long.TryParse(Request.Headers[ClockHeader], CultureInfo.InvariantCulture, out var now) ? now : 0), hash);
            var stored = await this.RedirectAfterAsync(db, inner => StoreAsync(choice, phone, inner), ct);
            return stored is LocalRedirectResult ? Stored("stored", device.CaseCode) : stored;
        }
        catch (Exception exception) when (exception is RuleViolation or DbUpdateException)
        {
            return await WhyAsync(exception, hash, ct);
        }
    }

    private async Task<string> StoreAsync(CaseChoice choice, FromPhone phone, CancellationToken ct)
    {
        var (entry, _) = await store.AddAsync(choice.Participation, Input.ToContent(choice, clock.Today()), Input.OwnRating, phone, ct);
        return $"/logbook/{entry.Id}";
    }

    // The same case may have come in by another way meanwhile; else a rule is broken, or somebody else's case has one of the names.
    private async Task<IActionResult> WhyAsync(Exception exception, string hash, CancellationToken ct)
    {
        if (await store.FindAsync(EntryId, hash, ct) is { } meanwhile)
        {
            return Before(meanwhile);
        }

        if (exception is not RuleViolation violation)
        {
            return exception is DbUpdateException update && update.IsUniqueViolation() ? Rename() : throw exception;
        }

        ModelState.AddModelError(violation.Field ?? "", Texts[violation.Key, [.. violation.Arguments]]);
        return Refused();
    }

    private JsonResult Before(SentBefore before) => before.IsSame
        ? Stored("already", before.Code)
        : new JsonResult(new PhoneAnswer("changed")
        {
            Code = before.Code,
            Address = $"/logbook/{EntryId}",
            Errors = new Dictionary<string, string[]> { [""] = [Texts["PhoneCase.Changed", before.Code]] },
        })
        { StatusCode = StatusCodes.Status409Conflict };

    private JsonResult Stored(string state, string code) => new(new PhoneAnswer(state) { Code = code, Address = $"/logbook/{EntryId}" });

    private static JsonResult Rename() => new(new PhoneAnswer("rename")) { StatusCode = StatusCodes.Status409Conflict };

    private JsonResult Refused() => new(new PhoneAnswer("refused")
    {
        Errors = ModelState.Where(field => field.Value!.Errors.Count > 0).ToDictionary(field => field.Key, field => field.Value!.Errors.Select(error => error.ErrorMessage).ToArray()),
    })
    { StatusCode = StatusCodes.Status422UnprocessableEntity };

    private DateTimeOffset TimeOf(long milliseconds)
        => milliseconds > 0 && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : clock.GetUtcNow();

    private string HashOfInput()
    {
        var said = new StringBuilder();
        foreach (var field in Request.Form.Where(field => field.Key.StartsWith("Input.", StringComparison.Ordinal)).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            said.Append(field.Key).Append('=').AppendJoin('\u001F', field.Value.ToArray()).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }
}

/// <summary>What a phone is told.</summary>
/// <param name="State">
/// <c>stored</c> now, <c>already</c> stored before, <c>refused</c> with the errors, <c>changed</c>: stored before with other content,
/// <c>rename</c>: the names can not be used, <c>account</c>: somebody else is signed in.
/// </param>
internal sealed record PhoneAnswer(string State)
{
    public string? Code { get; init; }

    /// <summary>Where the case can be read.</summary>
    public string? Address { get; init; }

    /// <summary>By field of the form; the empty name is the case as a whole.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
