using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;

namespace Training.Reporting.Reports;

[HasPermission(Permissions.View)]
internal sealed class IndexModel(
    ICurrentUser user, IOrganizations organizations, IEnumerable<IMatrixMeasure> measures, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Id of a measure; the first where it is left out.</summary>
    [BindProperty(SupportsGet = true, Name = "measure")]
    public string? MeasureId { get; set; }

    /// <summary>Code of a province, to look at one of several.</summary>
    [BindProperty(SupportsGet = true, Name = "province")]
    public string? ProvinceCode { get; set; }

    public string Title { get; private set; } = "";

    public DateTimeOffset CountedAt { get; } = clock.GetUtcNow();

    /// <summary>To choose from; empty where the scope has only one.</summary>
    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];

    /// <summary>Every measure with its table.</summary>
    public IReadOnlyList<(IMatrixMeasure Measure, Matrix Matrix)> Measured { get; private set; } = [];

    /// <summary>The measure on show; null where no module counts anything.</summary>
    public IMatrixMeasure? Measure { get; private set; }

    public Matrix Matrix { get; private set; } = new([], new MatrixCounts([], 0));

    public OrganizationDirectory Directory { get; private set; } = null!;

    public bool ManyProvinces { get; private set; }

    public string AddressOf(IMatrixMeasure measure) => string.IsNullOrEmpty(ProvinceCode)
        ? $"/reports?measure={Uri.EscapeDataString(measure.Id)}#matrix"
        : $"/reports?province={Uri.EscapeDataString(ProvinceCode)}&measure={Uri.EscapeDataString(measure.Id)}#matrix";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Directory = await organizations.GetAsync(ct);
        var scope = user.ScopeOf(Permissions.View);
        IMatrixMeasure[] ordered = [.. measures.OrderBy(m => m.Order)];
        Measure = string.IsNullOrEmpty(MeasureId) ? ordered.FirstOrDefault() : ordered.FirstOrDefault(m => m.Id == MeasureId);
        if (ReportScope.Of(Directory, scope, ProvinceCode) is not { } report || (Measure is null && !string.IsNullOrEmpty(MeasureId)))
        {
            return NotFound();
        }

        Title = TitleOf(scope, report);
        ManyProvinces = report.Province is null && report.Hospitals.Select(h => h.ProvinceId).Distinct().Skip(1).Any();
        Provinces = scope.Country
            ? [.. Directory.Provinces.Select(p => new SelectListItem(p.ShortName, p.Code, p.Code == ProvinceCode))]
            : [];

        var hospitalIds = report.Hospitals.Select(h => h.Id).ToArray();
        var measured = new List<(IMatrixMeasure, Matrix)>();
        foreach (var measure in ordered)
        {
            measured.Add((measure, new Matrix(report.Hospitals, await measure.CountAsync(hospitalIds, ct))));
        }

        Measured = measured;
        Matrix = Measured.FirstOrDefault(m => m.Measure == Measure).Matrix ?? new Matrix(report.Hospitals, new MatrixCounts([], 0));
        return Page();
    }

    private string TitleOf(Scope scope, ReportScope report) => report switch
    {
        { Province: { } province } => scope.Country ? province.FullName : province.HealthDepartment,
        _ when scope.Country => texts["Reports.Country"],
        { Hospitals: [var only] } => only.Display,
        _ => texts["Reports.Several"],
    };
}
