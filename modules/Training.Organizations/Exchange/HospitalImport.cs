using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Organizations.Provinces;

namespace Training.Organizations.Exchange;

/// <summary>Hospitals from a file: found by key, or by name where the key is left empty.</summary>
internal sealed partial class HospitalImport(TrainingDbContext db) : ITableImport
{
    public string Name => HospitalTable.TableName;

    public string Permission => Permissions.ManageHospitals;

    public string TitleKey => "Hospitals";

    public string AboutKey => "Hospitals.Import.About";

    public IReadOnlyList<TableColumn> Columns => HospitalTable.Columns;

    public async Task<Action<ImportRow>> PrepareAsync(ImportContext context, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var provinces = await db.Provinces.ToListAsync(ct);
        var hospitals = await db.Hospitals.ToListAsync(ct);
        var facts = await db.HospitalFacts.ToListAsync(ct);
        var removed = rows.Where(row => row[HospitalTable.Action] == HospitalTable.RemoveAction).Select(row => row[HospitalTable.Key]).ToHashSet();
        Guid[] ids = [.. hospitals.Where(h => removed.Contains(h.Key)).Select(h => h.Id)];
        var referenced = await db.ReferencedAsync<Hospital>(ids, [typeof(HospitalFact)], ct);
        return new Plan(this, db, context, provinces, hospitals, facts, referenced).Row;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KeyShape();

    private sealed class Plan
    {
        private readonly HospitalImport _owner;
        private readonly TrainingDbContext _db;
        private readonly Scope _scope;
        private readonly DateOnly _today;
        private readonly IReadOnlySet<Guid> _referenced;
        private readonly Dictionary<Guid, Province> _provinces;
        private readonly Dictionary<string, Province> _provincesByWord = [];
        private readonly Dictionary<string, Hospital> _byKey;
        private readonly ILookup<string, Hospital> _byName;
        private readonly IReadOnlyList<TableField<Hospital>> _fields;
        private readonly DatedCells _dated;
        private readonly HashSet<string> _keys;
        private readonly Dictionary<string, int> _seen = [];

        public Plan(
            HospitalImport owner,
            TrainingDbContext db,
            ImportContext context,
            IReadOnlyList<Province> provinces,
            IReadOnlyList<Hospital> hospitals,
            IReadOnlyList<HospitalFact> facts,
            IReadOnlySet<Guid> referenced)
        {
            (_owner, _db, _scope, _today, _referenced) = (owner, db, context.Scope, context.Today, referenced);
            _provinces = provinces.ToDictionary(p => p.Id);
            foreach (var province in provinces)
            {
                _provincesByWord[VietnameseText.Fold(province.ShortName)] = province;
                _provincesByWord[VietnameseText.Fold(province.FullName)] = province;
                _provincesByWord[province.Code] = province;
            }

            _byKey = hospitals.ToDictionary(h => h.Key);
            _byName = hospitals.ToLookup(h => VietnameseText.Fold(h.Name));
            _keys = [.. _byKey.Keys];
            Func<Guid, string> provinceName = id => _provinces[id].ShortName;
            Func<string, Guid> provinceId = name => _provincesByWord[VietnameseText.Fold(name)].Id;
            _fields = HospitalTable.Fields(provinceName, provinceId);
            _dated = new DatedCells(owner, db, facts, _fields, provinceName, provinceId, _today);
        }

        public void Row(ImportRow row)
        {
            row.Label = row[HospitalTable.Name];
            var province = ResolveCells(row);
            if (!Find(row, out var stored))
            {
                return;
            }

            if (!_seen.TryAdd(stored?.Key ?? VietnameseText.Fold(row[HospitalTable.Name]), row.Number))
            {
                row.Problem(_owner, HospitalTable.Name, "Hospital.Import.Twice", $"{_seen[stored?.Key ?? VietnameseText.Fold(row[HospitalTable.Name])]}");
                return;
            }

            if (!InScope(stored, province))
            {
                row.Problem(_owner, null, "Hospital.Import.OutOfScope");
            }

            if (row[HospitalTable.Action] == HospitalTable.RemoveAction)
            {
                Remove(row, stored);
            }
            else if (stored is null)
            {
                Add(row);
            }
            else
            {
                _dated.Compare(row, stored);
            }
        }

        private Province? ResolveCells(ImportRow row)
        {
            if (row.Has(HospitalTable.Confirmed) && row[HospitalTable.Confirmed].Length == 0)
            {
                row.Resolve(HospitalTable.Confirmed, HospitalTable.No);
            }

            var word = row[HospitalTable.Province];
            if (word.Length == 0)
            {
                return null;
            }

            if (!_provincesByWord.TryGetValue(VietnameseText.Fold(word), out var province))
            {
                row.Problem(_owner, HospitalTable.Province, "Hospital.Import.UnknownProvince", word);
                return null;
            }

            row.Resolve(HospitalTable.Province, province.ShortName);
            return province;
        }

        /// <returns>False where it can not be told which hospital is meant.</returns>
        private bool Find(ImportRow row, out Hospital? stored)
        {
            var (key, name) = (row[HospitalTable.Key], row[HospitalTable.Name]);
            stored = null;
            if (row.IsBad(HospitalTable.Key) || row.IsBad(HospitalTable.Name))
            {
                return false;
            }

            if (_byKey.TryGetValue(key, out stored))
            {
                return true;
            }

            Hospital[] named = [.. _byName[VietnameseText.Fold(name)]];
            if (key.Length > 0 && !KeyShape().IsMatch(key))
            {
                row.Problem(_owner, HospitalTable.Key, "Hospital.Import.KeyShape");
                return false;
            }

            if (named.Length > 1 || (key.Length > 0 && named.Length > 0))
            {
                row.Problem(_owner, HospitalTable.Key, "Hospital.Import.NameTaken", string.Join(", ", named.Select(h => h.Key)));
                return false;
            }

            stored = named.SingleOrDefault();
            return true;
        }

        private bool InScope(Hospital? stored, Province? province) => _scope.Country
            || ((stored is null || _scope.Hospitals.Contains(stored.Id) || _scope.Provinces.Contains(stored.ProvinceId))
                && (province is null || province.Id == stored?.ProvinceId || _scope.Provinces.Contains(province.Id)));

        private void Add(ImportRow row)
        {
            row.RequireAll(HospitalTable.Columns);
            var day = row.Date(HospitalTable.From);
            if (day > _today)
            {
                row.Problem(_owner, HospitalTable.From, "Hospital.Import.NewLater");
            }

            if (!_dated.IsPossible(row, day) || row.Problems.Count > 0)
            {
                return;
            }

            var key = row[HospitalTable.Key] is { Length: > 0 } given ? given : FreeKey(row[HospitalTable.Name]);
            _keys.Add(key);
            row.Undo(HospitalTable.Key, key);
            row.Undo(HospitalTable.Action, HospitalTable.RemoveAction);
            row.Add(() =>
            {
                var hospital = new Hospital { Key = key, Name = "", NameEn = "", ProvinceId = Guid.Empty, Tier = default, TransferRole = default };
                foreach (var field in _fields.Where(field => row.Has(field.Column)))
                {
                    field.Write(hospital, row[field.Column]);
                }

                hospital.Changed();
                _db.Add(hospital);
                _dated.Add(row, hospital);
            });
        }

        private void Remove(ImportRow row, Hospital? stored)
        {
            // An undo file that is imported twice finds nothing left to do.
            if (stored is null)
            {
                return;
            }

            if (_fields.Any(field => row.Has(field.Column) && field.Read(stored) != row[field.Column]))
            {
                row.Problem(_owner, HospitalTable.Action, "Hospital.Import.ChangedSince");
                return;
            }

            if (_referenced.Contains(stored.Id))
            {
                row.Problem(_owner, HospitalTable.Action, "Hospital.Import.InUse");
                return;
            }

            row.Undo(HospitalTable.Key, stored.Key);
            row.Undo(HospitalTable.Action, "");
            foreach (var field in _fields)
            {
                row.Undo(field.Column, field.Read(stored));
            }

            row.Remove(() =>
            {
                _db.Remove(stored);

                // A deleted row can not tell anybody that the directory has changed.
                _provinces[stored.ProvinceId].Changed();
            });
        }

        private string FreeKey(string name)
        {
            var slug = VietnameseText.Fold(name).Replace(' ', '-');
            slug = slug.Length > 50 ? slug[..50].TrimEnd('-') : slug;
            var key = slug;
            for (var number = 2; _keys.Contains(key); number++)
            {
                key = $"{slug}-{number}";
            }

            return key;
        }
    }
}
