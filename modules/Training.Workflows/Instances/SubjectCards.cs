using Training.Workflows.Contracts;

namespace Training.Workflows.Instances;

/// <summary>What processes are about, in words, by what the modules bring.</summary>
internal sealed class SubjectCards(IEnumerable<IProcessSubject> kinds)
{
    private readonly ILookup<string, IProcessSubject> _kinds = kinds.ToLookup(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Those that whoever makes this request may see.</summary>
    public async Task<IReadOnlyDictionary<Subject, SubjectCard>> FindAsync(IEnumerable<Subject> subjects, CancellationToken ct)
    {
        var found = new Dictionary<Subject, SubjectCard>();
        foreach (var group in subjects.Distinct().GroupBy(subject => subject.Type))
        {
            foreach (var kind in _kinds[group.Key])
            {
                foreach (var (id, card) in await kind.FindAsync([.. group.Select(subject => subject.Id)], ct))
                {
                    found[new Subject(group.Key, id)] = card;
                }
            }
        }

        return found;
    }
}
