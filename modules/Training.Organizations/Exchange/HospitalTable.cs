using Training.Exchange.Contracts;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Exchange;

/// <summary>The columns in which hospitals come and go.</summary>
internal sealed class HospitalTable
{
    public const string TableName = "hospitals";

    /// <summary>Of <see cref="Action"/>: takes away a hospital that an import added by mistake.</summary>
    public const string RemoveAction = "remove";

    /// <summary>Of <see cref="Action"/>: takes back the records that an import added, and lets what was before them hold on.</summary>
    public const string WithdrawAction = "withdraw";

    private const string Yes = "yes";
    public const string No = "no";

    public static readonly TableColumn Key = new("key", "Hospital.Key") { MaxLength = 60, HelpKey = "Hospital.Key.Help", ExampleKey = "Hospital.Key.Example" };

    public static readonly TableColumn Name = new("name", "Hospital.Name") { Required = true, Expected = true, ExampleKey = "Hospital.Name.Example" };

    public static readonly TableColumn NameEn = new("name_en", "Hospital.NameEn") { Required = true, ExampleKey = "Hospital.NameEn.Example" };

    public static readonly TableColumn Province = new("province", "Hospital.Province")
    {
        Required = true,
        HelpKey = "Hospital.Province.Help",
        ExampleKey = "Hospital.Province.Example",
    };

    public static readonly TableColumn Former = new("former_province", "Hospital.FormerProvince") { MaxLength = 100, HelpKey = "Hospital.FormerProvince.Help" };

    public static readonly TableColumn Tier = new("tier", "Hospital.Tier")
    {
        Kind = ColumnKind.Choice,
        Required = true,
        Choices = [.. Enum.GetNames<HospitalTier>().Select(tier => new ColumnChoice(tier, $"Tier.{tier}"))],
    };

    public static readonly TableColumn Role = new("transfer_role", "Hospital.TransferRole")
    {
        Kind = ColumnKind.Choice,
        Required = true,
        Choices = [.. Enum.GetNames<TransferRole>().Select(role => new ColumnChoice(role, $"TransferRole.{role}"))],
    };

    public static readonly TableColumn Action = new("action", "Hospital.Action")
    {
        Kind = ColumnKind.Choice,
        OnlyInUndo = true,
        Choices = [new ColumnChoice(RemoveAction, "Hospital.Action.Remove"), new ColumnChoice(WithdrawAction, "Hospital.Action.Withdraw")],
    };

    private static readonly TableColumn Governing = new("governing_body", "Hospital.GoverningBody") { ExampleKey = "Hospital.GoverningBody.Example" };

    public static readonly TableColumn Confirmed = new("tier_confirmed", "Hospital.TierConfirmed")
    {
        Kind = ColumnKind.Choice,
        Choices = [new ColumnChoice(Yes, "Yes"), new ColumnChoice(No, "No")],
    };

    private static readonly TableColumn Kind = new("kind", "Hospital.Kind")
    {
        Kind = ColumnKind.Choice,
        Choices = [.. Hospital.Kinds.Select(kind => new ColumnChoice(kind, $"HospitalKind.{kind}"))],
    };

    public static readonly TableColumn Rank = new("rank", "Fact.Rank")
    {
        Kind = ColumnKind.Choice,
        Choices = [.. Enum.GetNames<HospitalRank>().Select(rank => new ColumnChoice(rank, $"Rank.{rank}"))],
    };

    public static readonly TableColumn Level = new("admin_level", "Fact.AdminLevel")
    {
        Kind = ColumnKind.Choice,
        Choices = [.. Hospital.AdminLevels.Select(level => new ColumnChoice(level, $"AdminLevel.{level}"))],
    };

    /// <summary>From which day the changed name, province, tier, rank, level and code of the row hold; it is of the change and not exported.</summary>
    public static readonly TableColumn From = new("holds_from", "Hospital.HoldsFrom") { Kind = ColumnKind.Date, HelpKey = "Hospital.HoldsFrom.Help" };

    /// <summary>The decision behind the change.</summary>
    public static readonly TableColumn Reference = new("reference", "Fact.Reference") { HelpKey = "Fact.Reference.Hint" };

    public static readonly TableColumn Unit = new("training_unit_code", "Fact.TrainingUnitCode") { MaxLength = 20 };

    /// <summary>What a template has.</summary>
    public static readonly IReadOnlyList<TableColumn> Columns = [Key, Name, NameEn, Province, Former, Governing, Kind, Level, Tier, Confirmed, Rank, Role, Unit, From, Reference, Action];

    /// <summary>Everything but the key, which never changes.</summary>
    /// <param name="provinceName">Short name of a province.</param>
    /// <param name="provinceId">Id of the province with this short name.</param>
    public static IReadOnlyList<TableField<Hospital>> Fields(Func<Guid, string> provinceName, Func<string, Guid> provinceId) =>
    [
        new(Name, h => h.Name, (h, text) => h.Name = text),
        new(NameEn, h => h.NameEn, (h, text) => h.NameEn = text),
        new(Province, h => provinceName(h.ProvinceId), (h, text) => h.ProvinceId = provinceId(text)),
        new(Former, h => h.FormerProvince ?? "", (h, text) => h.FormerProvince = OrNull(text)),
        new(Governing, h => h.GoverningBody ?? "", (h, text) => h.GoverningBody = OrNull(text)),
        new(Kind, h => h.Kind ?? "", (h, text) => h.Kind = OrNull(text)),
        new(Level, h => h.AdminLevel ?? "", (h, text) => h.AdminLevel = OrNull(text)),
        new(Tier, h => $"{h.Tier}", (h, text) => h.Tier = Enum.Parse<HospitalTier>(text)),
        new(Confirmed, h => h.TierConfirmed ? Yes : No, (h, text) => h.TierConfirmed = text == Yes),
        new(Rank, h => $"{h.Rank}", (h, text) => h.Rank = text.Length == 0 ? null : Enum.Parse<HospitalRank>(text)),
        new(Role, h => $"{h.TransferRole}", (h, text) => h.TransferRole = Enum.Parse<TransferRole>(text)),
        new(Unit, h => h.TrainingUnitCode ?? "", (h, text) => h.TrainingUnitCode = OrNull(text)),
    ];

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
