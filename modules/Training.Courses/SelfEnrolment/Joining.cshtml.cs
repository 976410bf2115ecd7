using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.SelfEnrolment;

/// <summary>How people come onto a course by themselves, said by its authors or its office; and the codes of an office.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class JoiningModel(
    TrainingDbContext db, CourseOffice office, CourseLetters letters, ICurrentUser user, LookupHash hashes, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    public const string SetAction = "Courses.JoiningSet";

    private const string CodeKey = "EnrolmentCode";
    private const int MostCodes = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty]
    public Joining? Way { get; set; }

    [BindProperty]
    public Guid CodeId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Course Course { get; private set; } = null!;

    public bool MaySet => office.MaySet(Course);

    /// <summary>Whose codes are shown; null for authors who are no office.</summary>
    public HospitalInfo? Hospital { get; private set; }

    public IReadOnlyList<EnrolmentCode> Codes { get; private set; } = [];

    /// <summary>The code that was just made: here and nowhere again.</summary>
    public string? NewCode { get; private set; }

    public QrDrawing? Qr { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var hospitals = await office.HospitalsAsync(ct);
        Hospital = CourseOffice.Choose(hospitals, HospitalKey);
        if (await office.FindAsync(Code, ct) is not { } course || (Hospital is null && (HospitalKey is not null || !office.MaySet(course))))
        {
            return false;
        }

        Course = course;
        if (Hospital is { } hospital)
        {
            Codes = await db.Set<EnrolmentCode>().AsNoTracking().Where(c => c.CourseId == course.Id && c.HospitalId == hospital.Id).OrderByDescending(c => c.Id).Take(MostCodes).ToListAsync(ct);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Way = Course.Joining;
        Input = new InputModel { LastDay = Today.AddDays(30), MostUses = 30 };
        if (TempData[CodeKey] is string made)
        {
            NewCode = made;
            var address = letters.LinkTo("");
            Qr = QrDrawing.Of(address.Length == 0 ? made : $"{address}/enrolments/code?code={made}");
            Response.Headers.CacheControl = "no-store";
        }

        return Page();
    }

    public Task<IActionResult> OnPostSetAsync(CancellationToken ct) => PostAsync(
        async inner =>
        {
            if (!MaySet)
            {
                throw new RuleViolation("Joining.NotYours");
            }

            var way = Way ?? throw new RuleViolation("Joining.Choose");
            var course = await db.Courses.AsTracking().SingleAsync(c => c.Id == Course.Id, inner);
            audit.Add(new AuditEvent(SetAction, nameof(Course), course.Id)
            {
                HospitalIds = course.HospitalId is { } id ? [id] : [],
                Facts = new Dictionary<string, string?> { ["course"] = Code, ["before"] = $"{course.Joining}", ["joining"] = $"{way}" },
            });
            course.Joining = way;
            TempData[Posting.MessageKey] = texts["Saved"].Value;
            return $"/courses/{Code}/joining";
        },
        ct);

    public Task<IActionResult> OnPostCodeAsync(CancellationToken ct) => PostAsync(
        _ =>
        {
            if (Hospital is not { } hospital)
            {
                throw new RuleViolation("Office.NoHospital");
            }

            if (Input.LastDay < Today)
            {
                throw new RuleViolation("Code.DayPast") { Field = "Input.LastDay" };
            }

            var text = EnrolmentCode.New();
            var code = new EnrolmentCode
            {
                CourseId = Course.Id,
                HospitalId = hospital.Id,
                Hash = EnrolmentCode.HashOf(hashes, EnrolmentCode.Read(text)!),
                LastDay = Input.LastDay!.Value,
                MostUses = Input.MostUses!.Value,
                MadeAt = clock.GetUtcNow(),
                MadeBy = user.Name,
            };
            db.Add(code);
            Note(EnrolmentCode.MadeAction, code);
            TempData[CodeKey] = text;
            return Task.FromResult($"/courses/{Code}/joining?hospital={hospital.Key}");
        },
        ct);

    public Task<IActionResult> OnPostEndCodeAsync(CancellationToken ct)
    {
        return PostAsync(
            async inner =>
            {
                var code = await db.Set<EnrolmentCode>().AsTracking().SingleOrDefaultAsync(c => c.Id == CodeId && c.CourseId == Course.Id && c.EndedAt == null, inner) ?? throw new RuleViolation("Code.Gone") { Status = StatusCodes.Status409Conflict };
                code.EndedAt = clock.GetUtcNow();
                Note(EnrolmentCode.EndedAction, code);
                return $"/courses/{Code}/joining?hospital={HospitalKey}";
            },
            ct);
    }

    private void Note(string action, EnrolmentCode code) => audit.Add(new AuditEvent(action, nameof(EnrolmentCode), code.Id)
    {
        HospitalIds = [code.HospitalId],
        Facts = new Dictionary<string, string?> { ["course"] = Code, ["last"] = code.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["uses"] = FormattableString.Invariant($"{code.Uses}/{code.MostUses}") },
    });

    private async Task<IActionResult> PostAsync(Func<CancellationToken, Task<string>> work, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // Only the form of a new code brings its fields.
        if (Request.Form.ContainsKey("Input.MostUses") && !ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Way = Course.Joining;
            return Page();
        }

        return await this.RedirectAfterAsync(db, work, ct);
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Code.LastDay")]
        public DateOnly? LastDay { get; set; }

        [Required, Range(1, 1000), Display(Name = "Code.MostUses")]
        public int? MostUses { get; set; }
    }
}
