using System.Security.Cryptography;
using System.Text;
using Training.Integrity.Facts;
using Training.Modules;

namespace Training.Tests.Integrity;

/// <summary>
/// A year of forty learners in ten teams as it goes when nothing is wrong (seeded): each does what their technique brings a day; most log in
/// the evening, some the day after, some a week later, and now and then somebody catches up after a time without network; mentors sign in
/// batches in the evening, are at the centre or, in their weeks of rotation, at the receiving hospital, and go on leave.
/// </summary>
internal sealed class NormalYear
{
    private static readonly DateOnly First = new(2025, 1, 6);

    /// <summary>What a team learns, and how many cases a day bring for one learner on average.</summary>
    private static readonly (string Technique, double ADay)[] Teams =
    [
        ("pci", 2.2), ("pedicle-screw", 1.1), ("lap-chole", 1.8), ("ercp", 1.6), ("phaco", 8), ("mri-reading", 24), ("hepatitis-bc", 12), ("cast-tech", 3), ("epidural", 3.5), ("haemodialysis", 9),
    ];

    private readonly Random _random;
    private readonly List<(LoggedFact Case, Guid Mentor, bool There)> _waiting = [];

    public NormalYear(int seed)
    {
        _random = new Random(seed);
        foreach (var (team, index) in Teams.Select((team, index) => (team, index)))
        {
            Simulate(index, team.Technique, team.ADay);
        }
    }

    public List<LoggedFact> Logged { get; } = [];

    public List<DecidedFact> Decided { get; } = [];

    public HashSet<(Guid Mentor, DateOnly Day)> Away { get; } = [];

    public static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private void Simulate(int team, string technique, double aDay)
    {
        Guid[] mentors = [IdOf($"mentor-{team}-0"), IdOf($"mentor-{team}-1")];
        var (centre, province) = (IdOf($"centre-{team}"), IdOf($"province-{team}"));
        foreach (var mentor in mentors)
        {
            for (var week = 0; week < 3; week++)
            {
                var monday = First.AddDays(7 * _random.Next(52));
                for (var day = 0; day < 7; day++)
                {
                    Away.Add((mentor, monday.AddDays(day)));
                }
            }
        }

        for (var learner = 0; learner < 4; learner++)
        {
            Learn(team, IdOf($"learner-{team}-{learner}"), technique, aDay * (0.7 + 0.6 * _random.NextDouble()), mentors, centre, province);
        }

        SignAll(team);
    }

    private void Learn(int team, Guid learner, string technique, double aDay, Guid[] mentors, Guid centre, Guid province)
    {
        var (offline, leave) = (_random.Next(20, 300), 7 * _random.Next(3, 45));
        for (var n = 0; n < 364; n++)
        {
            var day = First.AddDays(n);
            var works = day.DayOfWeek is not DayOfWeek.Sunday && (day.DayOfWeek != DayOfWeek.Saturday || _random.Next(4) == 0) && (n < leave || n >= leave + 14);
            if (!works)
            {
                continue;
            }

            // Eight weeks at the centre, then at home, where one of the two mentors is every third week; on the day they travel they are at one place.
            var atCentre = n < 56;
            var visiting = !atCentre && (n / 7) % 3 == team % 3;
            var mentor = mentors[(n / 7) % 2];
            var there = (atCentre || visiting) && !Away.Contains((mentor, day));
            var cases = Poisson(aDay);
            var without = n >= offline && n < offline + 10;
            var delay = without ? offline + 10 - n : _random.NextDouble() switch { < 0.75 => 0, < 0.92 => _random.Next(1, 4), < 0.985 => _random.Next(4, 8), _ => _random.Next(8, 20) };
            var at = Time(day.AddDays(delay), 18 + _random.Next(4), _random.Next(60));
            for (var i = 0; i < cases; i++)
            {
                at = at.AddSeconds(40 + _random.Next(150));
                Logged.Add(new LoggedFact
                {
                    EntryId = Guid.CreateVersion7(),
                    ParticipantId = learner,
                    TransferId = IdOf($"transfer-{team}"),
                    TraineePersonId = learner,
                    TechniqueId = IdOf(technique),
                    PerformedOn = day,
                    PlaceHospitalId = atCentre ? centre : province,
                    LoggedAt = at,
                });
                _waiting.Add((Logged[^1], mentor, there && _random.Next(10) < 7));
            }
        }
    }

    // Each mentor signs on some evenings what has come in since, one case after the other, as long as reading takes; the rest another evening.
    private void SignAll(int team)
    {
        foreach (var ofMentor in _waiting.GroupBy(w => w.Mentor).ToArray())
        {
            var queue = new Queue<(LoggedFact Case, Guid Mentor, bool There)>(ofMentor.OrderBy(w => w.Case.LoggedAt));
            for (var n = 0; queue.Count > 0; n++)
            {
                var day = First.AddDays(n);
                if (Away.Contains((ofMentor.Key, day)) || _random.Next(3) == 0)
                {
                    continue;
                }

                var now = Time(day, 20, _random.Next(90));
                var most = 70 + _random.Next(40);
                for (var i = 0; i < most && queue.TryPeek(out var next) && next.Case.LoggedAt < now; i++)
                {
                    queue.Dequeue();
                    var reading = 6 + Math.Exp(2.2 + 0.8 * Gauss());
                    Decide(team, next, now, now.AddSeconds(reading));
                    now = now.AddSeconds(reading + 3 + _random.Next(5));
                }
            }
        }

        _waiting.Clear();
    }

    private void Decide(int team, (LoggedFact Case, Guid Mentor, bool There) about, DateTimeOffset opened, DateTimeOffset at) => Decided.Add(new DecidedFact
    {
        VersionId = Guid.CreateVersion7(),
        EntryId = about.Case.EntryId,
        ParticipantId = about.Case.ParticipantId,
        TransferId = IdOf($"transfer-{team}"),
        TraineePersonId = about.Case.TraineePersonId,
        MentorPersonId = about.Mentor,
        TechniqueId = about.Case.TechniqueId,
        Signed = _random.Next(25) > 0,
        PerformedOn = about.Case.PerformedOn,
        PlaceHospitalId = about.Case.PlaceHospitalId,

        // A few changed their plans and came in on a day of leave.
        MentorWasThere = about.There || (Away.Contains((about.Mentor, about.Case.PerformedOn)) && _random.Next(500) == 0),
        OpenedAt = opened,
        DecidedAt = at,
    });

    private static DateTimeOffset Time(DateOnly day, int hour, int minutes) => new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), VietnamTime.Offset).AddMinutes(minutes).ToUniversalTime();

    private int Poisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }

        return count;
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
