using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Identity.Appointments;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Exchange;

/// <summary>What each row of a staff file would do. Rows are planned in their order; a person may have several.</summary>
internal sealed class StaffPlan
{
    private readonly StaffImport _owner;
    private readonly TrainingDbContext _db;
    private readonly ImportContext _context;
    private readonly StaffMatcher _matcher;
    private readonly NationalIds _nationalIds;
    private readonly StaffHospitals _hospitals;
    private readonly DepartmentNames _departments;
    private readonly ILookup<Guid, Appointment> _stored;
    private readonly IReadOnlySet<Guid> _used;
    private readonly IReadOnlyDictionary<Guid, int> _removals;
    private readonly Dictionary<Guid, ImportRow> _firstRow = [];
    private readonly Dictionary<Guid, List<(Appointment Appointment, int Row)>> _planned = [];

    public StaffPlan(
        StaffImport owner,
        TrainingDbContext db,
        ImportContext context,
        StaffHospitals hospitals,
        DepartmentNames departments,
        StaffMatcher matcher,
        NationalIds nationalIds,
        IEnumerable<Appointment> stored,
        IReadOnlySet<Guid> used,
        IReadOnlyDictionary<Guid, int> removals)
    {
        (_owner, _db, _context, _matcher, _nationalIds, _used, _removals) = (owner, db, context, matcher, nationalIds, used, removals);
        (_hospitals, _departments) = (hospitals, departments);
        _stored = stored.ToLookup(a => a.PersonId);
    }

    public void Row(ImportRow row)
    {
        row.Label = $"{row[StaffTable.FullName]} · {row[StaffTable.Department]}";
        StaffRules.Check(row, _owner, _context.Today);
        var hospital = _hospitals.Find(row, _owner);
        if (row.Problems.Count > 0)
        {
            return;
        }

        var match = _matcher.Find(row);
        if (match.Problem is { } problem)
        {
            row.Problem(_owner, match.Column, problem);
            return;
        }

        var person = match.Person;
        if (row[StaffTable.Action].Length > 0)
        {
            Remove(row, person, hospital!);
            return;
        }

        if (person is not null && _firstRow.TryGetValue(person.Id, out var first))
        {
            SameAsFirst(row, first);
        }
        else if (person is not null)
        {
            _firstRow[person.Id] = row;
            ChangePerson(row, person);
        }
        else
        {
            person = AddPerson(row);
        }

        if (row.Problems.Count == 0)
        {
            PlanAppointment(row, person!, hospital!);
        }
    }

    private Person? AddPerson(ImportRow row)
    {
        row.RequireAll(StaffTable.Columns);
        if (row.Problems.Count > 0)
        {
            return null;
        }

        var id = Guid.CreateVersion7();
        var person = new Person { Id = id, Key = $"p-{id:N}", FullName = "", Title = "" };
        foreach (var field in StaffTable.PersonFields.Where(field => row.Has(field.Column)))
        {
            field.Write(person, row[field.Column]);
        }

        // Only the hash, which later rows are compared by; sealing is slow and waits for the commit.
        person.NationalIdHash = _matcher.HashOf(row);
        person.Named();
        _matcher.Add(person);
        _firstRow[id] = row;
        row.Undo(StaffTable.Key, person.Key);
        row.Undo(StaffTable.Action, StaffTable.RemovePersonAction);
        row.Add(() =>
        {
            person.NationalIdHash = null;
            _nationalIds.Set(person, NationalIds.Normalize(row[StaffTable.NationalId]));
            _db.Add(person);
        });
        return person;
    }

    private void ChangePerson(ImportRow row, Person person)
    {
        var differs = row.Compare(person, StaffTable.PersonFields);
        differs |= ChangeNationalId(row, person);
        if (!differs)
        {
            return;
        }

        if (!_context.Scope.Country && !_stored[person.Id].Any(a => _hospitals.InScope(a.HospitalId) && (a.To is null || a.To >= _context.Today)))
        {
            row.Problem(_owner, StaffTable.FullName, "Staff.PersonElsewhere");
            return;
        }

        row.Undo(StaffTable.Key, person.Key);
        row.Then(person.Named);
    }

    private bool ChangeNationalId(ImportRow row, Person person)
    {
        var cell = row[StaffTable.NationalId];
        var hash = _matcher.HashOf(row);
        if (cell.Length == 0 || hash == person.NationalIdHash || (cell == StaffTable.None && person.NationalIdHash is null))
        {
            return false;
        }

        if (hash is not null && person.NationalIdHash is not null)
        {
            row.Problem(_owner, StaffTable.NationalId, "Staff.NationalId.Another");
            return false;
        }

        if (hash is null && row[StaffTable.Key].Length == 0)
        {
            row.Problem(_owner, StaffTable.NationalId, "Staff.NationalId.RemoveByKey");
            return false;
        }

        row.Note(StaffTable.NationalId, hash is null ? "***" : "", hash is null ? "" : "***", () => _nationalIds.Set(person, NationalIds.Normalize(cell)));
        row.Undo(StaffTable.NationalId, hash is null ? "" : StaffTable.None);
        return true;
    }

    private void SameAsFirst(ImportRow row, ImportRow first)
    {
        foreach (var column in StaffTable.PersonFields.Select(field => field.Column).Append(StaffTable.NationalId).Where(column => row[column] != first[column]))
        {
            row.Problem(_owner, column, "Staff.OtherRow", $"{first.Number}");
        }

        // In the undo file both rows must say the same about the person again.
        foreach (var field in StaffTable.PersonFields)
        {
            if (first.Changes.FirstOrDefault(change => change.Column == field.Column.Id) is { } change)
            {
                row.Undo(field.Column, change.Old);
            }
        }

        if (first.UndoHas(StaffTable.NationalId, StaffTable.None))
        {
            row.Undo(StaffTable.NationalId, StaffTable.None);
        }
    }

    private void PlanAppointment(ImportRow row, Person person, HospitalInfo hospital)
    {
        var from = row.Date(StaffTable.From)!.Value;
        var isListed = _departments.TryResolve(hospital.Id, row[StaffTable.Department], from, out var name);
        row.Resolve(StaffTable.Department, name);
        var department = VietnameseText.Fold(name);
        var there = _stored[person.Id].Where(a => a.HospitalId == hospital.Id && VietnameseText.Fold(a.Department) == department).ToArray();
        if (!_planned.TryGetValue(person.Id, out var planned))
        {
            _planned[person.Id] = planned = [];
        }

        if (planned.FirstOrDefault(p => p.Appointment.HospitalId == hospital.Id && VietnameseText.Fold(p.Appointment.Department) == department && Overlap(p.Appointment, from, row.Date(StaffTable.To))) is { Row: > 0 } twice)
        {
            row.Problem(_owner, StaffTable.From, "Staff.Twice", $"{twice.Row}");
            return;
        }

        if (there.FirstOrDefault(a => a.From == from) is { } stored)
        {
            planned.Add((stored, row.Number));
            ChangeAppointment(row, person, stored);
            return;
        }

        if (there.FirstOrDefault(a => Overlap(a, from, row.Date(StaffTable.To))) is { } other)
        {
            row.Problem(_owner, StaffTable.From, "Staff.Overlaps", Show.Date(other.From));
            return;
        }

        if (!isListed)
        {
            row.Problem(_owner, StaffTable.Department, "Staff.Department.Unknown", name);
            return;
        }

        row.RequireAll(StaffTable.Columns);
        if (row.Problems.Count > 0)
        {
            return;
        }

        var appointment = new Appointment
        {
            PersonId = person.Id,
            HospitalId = hospital.Id,
            Department = row[StaffTable.Department],
            Position = row[StaffTable.Position],
            From = from,
            To = row.Date(StaffTable.To),
        };
        planned.Add((appointment, row.Number));
        row.Undo(StaffTable.Key, person.Key);

        // A person who was added by an earlier row of this file leaves with all their rows.
        var added = _firstRow[person.Id].UndoHas(StaffTable.Action, StaffTable.RemovePersonAction);
        row.Undo(StaffTable.Action, added ? StaffTable.RemovePersonAction : StaffTable.RemoveAction);
        row.Add(() => _db.Add(appointment));
    }

    private void ChangeAppointment(ImportRow row, Person person, Appointment stored)
    {
        if (row.Has(StaffTable.Position) && row[StaffTable.Position] != stored.Position)
        {
            row.Problem(_owner, StaffTable.Position, "Staff.OtherPosition", stored.Position);
            return;
        }

        row.Resolve(StaffTable.Department, stored.Department);
        if (row.Compare(stored, StaffTable.AppointmentFields))
        {
            row.Undo(StaffTable.Key, person.Key);
        }
    }

    private void Remove(ImportRow row, Person? person, HospitalInfo hospital)
    {
        // What an undo file would take away may be gone already: then it is done.
        var (department, from) = (VietnameseText.Fold(row[StaffTable.Department]), row.Date(StaffTable.From)!.Value);
        var stored = person is null ? null : _stored[person.Id].FirstOrDefault(a => a.HospitalId == hospital.Id && a.From == from && VietnameseText.Fold(a.Department) == department);
        if (person is null || stored is null)
        {
            return;
        }

        if ((row.Has(StaffTable.Position) && stored.Position != row[StaffTable.Position]) || (row.Has(StaffTable.To) && StaffTable.Day(stored.To) != row[StaffTable.To]))
        {
            row.Problem(_owner, StaffTable.Action, "Staff.ChangedSince");
            return;
        }

        row.Undo(StaffTable.Action, "");
        if (row[StaffTable.Action] == StaffTable.RemoveAction)
        {
            ChangePerson(row, person);
            row.Remove(() => _db.Remove(stored));
            return;
        }

        var same = StaffTable.PersonFields.All(field => !row.Has(field.Column) || field.Read(person) == row[field.Column]);
        if (!same || _used.Contains(person.Id) || _stored[person.Id].Count() != _removals.GetValueOrDefault(person.Id))
        {
            row.Problem(_owner, StaffTable.Action, same ? "Staff.InUse" : "Staff.ChangedSince");
            return;
        }

        // Imported again, the row makes a new record: the key of the old one is gone with it.
        row.Undo(StaffTable.Key, "");
        row.Remove(() =>
        {
            _db.Remove(stored);
            if (_stored[person.Id].All(a => _db.Entry(a).State == EntityState.Deleted))
            {
                _db.Remove(person);
            }
        });
    }

    private static bool Overlap(Appointment stored, DateOnly from, DateOnly? to)
        => (stored.To is null || from <= stored.To) && (to is null || stored.From <= to);
}
