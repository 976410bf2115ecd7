using Training.Data;
using Training.Exchange.Contracts;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Exchange;

/// <summary>
/// The cells that change by day, after the rules of the page of dated records: a value that follows another needs the day from which it
/// holds, ends the one before it, and never overwrites what is recorded later. Without a day, a name or a province is corrected and what
/// was never recorded is filled in.
/// </summary>
internal sealed class DatedCells(
    HospitalImport owner, TrainingDbContext db, IEnumerable<HospitalFact> facts, IReadOnlyList<TableField<Hospital>> fields, Func<Guid, string> provinceName, Func<string, Guid> provinceId, DateOnly today)
{
    private static readonly Dictionary<TableColumn, FactKind> Kinds = new()
    {
        [HospitalTable.Name] = FactKind.Name,
        [HospitalTable.NameEn] = FactKind.Name,
        [HospitalTable.Province] = FactKind.Province,
        [HospitalTable.Tier] = FactKind.Tier,
        [HospitalTable.Rank] = FactKind.Rank,
        [HospitalTable.Level] = FactKind.AdminLevel,
        [HospitalTable.Unit] = FactKind.TrainingUnitCode,
    };

    private readonly Dictionary<Guid, List<HospitalFact>> _facts = facts.GroupBy(f => f.HospitalId).ToDictionary(g => g.Key, g => g.ToList());
    private readonly HashSet<Guid> _begun = [];

    /// <summary>Notes every cell that differs from what holds on the day of the row, or today, and how to store it.</summary>
    public void Compare(ImportRow row, Hospital stored)
    {
        var day = row.Date(HospitalTable.From);
        if (!IsPossible(row, day))
        {
            return;
        }

        var known = FactsOf(stored);
        TableField<Hospital>[] cells = [.. fields.Select(field => CellOf(row, field, known, day))];
        if (!row.Compare(stored, cells))
        {
            return;
        }

        if (row.Changes.Any(change => Records(change, known, day)))
        {
            row.Undo(HospitalTable.Action, row[HospitalTable.Action].Length == 0 ? HospitalTable.WithdrawAction : "");
        }

        var moved = day is not null && !row.Has(HospitalTable.Former) && row.Changes.Any(change => change.Column == HospitalTable.Province.Id);
        if (moved)
        {
            row.Undo(HospitalTable.Former, stored.FormerProvince ?? "");
        }

        row.Then(() => End(stored, known, day, moved));
    }

    /// <summary>The records of a hospital that a row adds, where it says from which day they hold.</summary>
    public void Add(ImportRow row, Hospital hospital)
    {
        if (row.Date(HospitalTable.From) is not { } day)
        {
            return;
        }

        hospital.KnownOn = today;
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            var (value, valueEn, province) = HospitalTimeline.ColumnsOf(hospital, kind);
            if (value is not null)
            {
                db.Add(Fact(row, hospital, kind, day, value, valueEn, province));
            }
        }
    }

    /// <summary>Notes a day that can not be meant.</summary>
    public bool IsPossible(ImportRow row, DateOnly? day)
    {
        if (day is null)
        {
            return !row.IsBad(HospitalTable.From);
        }

        try
        {
            Days.Checked(day, today, "");
            return true;
        }
        catch (RuleViolation violation)
        {
            row.Problem(owner, HospitalTable.From, violation.Key);
            return false;
        }
    }

    private static bool Records(CellChange change, List<HospitalFact> known, DateOnly? day)
        => Kinds.FirstOrDefault(pair => pair.Key.Id == change.Column) is { Key: not null } pair
            && (day is not null || HospitalTimeline.IsRequired(pair.Value) is false);

    private static HospitalFact Fact(ImportRow row, Hospital hospital, FactKind kind, DateOnly day, string value, string? valueEn, Guid? province) => new()
    {
        HospitalId = hospital.Id,
        Kind = kind,
        Value = value,
        ValueEn = valueEn,
        ProvinceId = province,
        From = day,
        Reference = row[HospitalTable.Reference] is { Length: > 0 } reference ? reference : null,
    };

    private List<HospitalFact> FactsOf(Hospital hospital)
    {
        if (!_facts.TryGetValue(hospital.Id, out var known))
        {
            _facts[hospital.Id] = known = [];
        }

        return known;
    }

    private TableField<Hospital> CellOf(ImportRow row, TableField<Hospital> field, List<HospitalFact> known, DateOnly? day)
    {
        if (!Kinds.TryGetValue(field.Column, out var kind))
        {
            return field with { Write = (hospital, text) => Write(hospital, known, field, text) };
        }

        HospitalFact[] same = [.. known.Where(f => f.Kind == kind)];
        var current = same.On(day ?? today);
        var (old, wanted) = (TextOf(current, field.Column), row[field.Column]);
        var differs = row.Has(field.Column) && !row.IsBad(field.Column) && old != wanted;
        Action<Hospital, string> write = (hospital, text) => Write(hospital, known, field, text);
        if (differs && row[HospitalTable.Action] == HospitalTable.WithdrawAction && (day is not null || !HospitalTimeline.IsRequired(kind)))
        {
            var before = day is null ? null : same.FirstOrDefault(f => f.To == day.Value.AddDays(-1));
            var reopens = wanted.Length > 0;
            var begun = day is null ? current : same.FirstOrDefault(f => f.From == day);
            if ((reopens && TextOf(before, field.Column) != wanted) || begun is { To: not null } || (!reopens && begun is null) || Later(same, day ?? today, begun))
            {
                row.Problem(owner, field.Column, "Hospital.Import.ChangedSince");
            }

            write = (hospital, _) => Withdraw(hospital, known, begun, reopens ? before : null, day is null ? field : null);
        }
        else if (differs && day is { } from)
        {
            DateOnly[] later = [.. same.Where(f => f.From >= from).Select(f => f.From), .. same.Where(f => f.To >= from).Select(f => f.To!.Value.AddDays(1))];
            if (later.Length > 0)
            {
                row.Problem(owner, field.Column, "Hospital.Import.Overlap", Show.Date(later.Min()));
            }

            write = (hospital, text) => Record(row, hospital, known, kind, from, field.Column, text);
        }
        else if (differs && old.Length > 0 && kind is not (FactKind.Name or FactKind.Province))
        {
            row.Problem(owner, row.Has(HospitalTable.From) ? HospitalTable.From : field.Column, "Hospital.Import.DayNeeded");
        }

        return field with { Read = _ => old, Write = write };
    }

    private static bool Later(HospitalFact[] same, DateOnly day, HospitalFact? but) => same.Any(f => f != but && f.From >= day);

    private string TextOf(HospitalFact? fact, TableColumn column) => fact switch
    {
        null => "",
        { ProvinceId: { } province } => provinceName(province),
        _ => column == HospitalTable.NameEn ? fact.ValueEn ?? "" : fact.Value,
    };

    // A day that has come since the columns were last compared is taken over first, as the form does.
    private void Begin(Hospital hospital, List<HospitalFact> known)
    {
        if (known.Count > 0 && _begun.Add(hospital.Id))
        {
            hospital.Take(known, today);
            hospital.KnownOn = today;
        }
    }

    private void Write(Hospital hospital, List<HospitalFact> known, TableField<Hospital> field, string text)
    {
        Begin(hospital, known);
        field.Write(hospital, text);
    }

    private void Record(ImportRow row, Hospital hospital, List<HospitalFact> known, FactKind kind, DateOnly from, TableColumn column, string text)
    {
        Begin(hospital, known);
        if (known.Find(f => f.Kind == kind && f.From == from) is { } placed)
        {
            // The other half of a name.
            (placed.Value, placed.ValueEn) = column == HospitalTable.NameEn ? (placed.Value, text) : (text, placed.ValueEn);
            return;
        }

        var current = known.Where(f => f.Kind == kind).On(from);
        if (text.Length == 0)
        {
            current!.To = from.AddDays(-1);
            return;
        }

        var fact = kind switch
        {
            FactKind.Province => Fact(row, hospital, kind, from, "", null, provinceId(text)),
            FactKind.Name when column == HospitalTable.NameEn => Fact(row, hospital, kind, from, current?.Value ?? hospital.Name, text, null),
            FactKind.Name => Fact(row, hospital, kind, from, text, current?.ValueEn ?? hospital.NameEn, null),
            _ => Fact(row, hospital, kind, from, text, null, null),
        };
        HospitalTimeline.Place(fact, known, taken => taken.Value);
        known.Add(fact);
        db.Add(fact);
    }

    private void Withdraw(Hospital hospital, List<HospitalFact> known, HospitalFact? begun, HospitalFact? before, TableField<Hospital>? column)
    {
        Begin(hospital, known);
        if (begun is not null && known.Remove(begun))
        {
            db.Remove(begun);
        }

        if (before is not null)
        {
            before.To = null;
        }

        column?.Write(hospital, "");
    }

    private void End(Hospital hospital, List<HospitalFact> known, DateOnly? day, bool moved)
    {
        if (day is not null && known.Count > 0)
        {
            hospital.Take(known, today);
        }

        if (moved)
        {
            hospital.FormerProvince = HospitalTimeline.FormerProvinceOf(hospital, known, today) is { } former ? provinceName(former) : null;
        }

        hospital.Changed();
    }
}
