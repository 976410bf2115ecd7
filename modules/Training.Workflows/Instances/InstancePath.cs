using Training.Workflows.Engine;

namespace Training.Workflows.Instances;

/// <summary>
/// The way an instance took through its own drawing, from its journal. What happened in processes that it called is left out: their
/// elements are in another drawing and may have the same ids.
/// </summary>
internal sealed class InstancePath
{
    private readonly Dictionary<int, int> _scopeOfToken = [];
    private readonly Dictionary<int, int> _processOfScope = [];
    private readonly Dictionary<string, (int Times, DateTimeOffset Last)> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DateTimeOffset> _times = [];
    private int _root;

    private InstancePath()
    {
    }

    public InstanceState State { get; } = new();

    /// <summary>Node → how often a token came to it, and when it last did.</summary>
    public IReadOnlyDictionary<string, (int Times, DateTimeOffset Last)> Nodes => _nodes;

    public IReadOnlySet<string> Flows => _flows;

    /// <summary>The version it follows; where it ended, the one it followed.</summary>
    public string? Version { get; private set; }

    public static InstancePath Of(IEnumerable<JournalEntry> journal)
    {
        var path = new InstancePath();
        foreach (var entry in journal)
        {
            path.Take(entry);
        }

        return path;
    }

    /// <summary>Whether a token is in the drawing of the process itself.</summary>
    public bool IsOwn(int token) => _scopeOfToken.TryGetValue(token, out var scope) && _processOfScope[scope] == _root;

    /// <summary>The token of this drawing that waits for what is inside of a called process; the token itself where it is in this drawing.</summary>
    public int? OwnTokenOf(int token)
    {
        int? at = token;
        while (at is { } number && !IsOwn(number))
        {
            at = State.Scopes[_processOfScope[_scopeOfToken[number]]].ParentToken;
        }

        return at;
    }

    /// <summary>The elements of this drawing at which something waits.</summary>
    public IEnumerable<string> OwnWaiting()
        => State.Tokens.Values.Where(token => IsOwn(token.Number)).Select(token => token.Node)
            .Concat(State.Timers.Values.Where(timer => IsOwn(timer.Token, timer.Scope)).Select(timer => timer.Node))
            .Concat(State.Subscriptions.Values.Where(subscription => IsOwn(subscription.Token, subscription.Scope)).Select(subscription => subscription.Node))
            .Distinct();

    /// <summary>When a token came to where it is.</summary>
    public DateTimeOffset Since(TokenState token) => _times[token.Since];

    private bool IsOwn(int? token, int? scope) => token is { } number ? IsOwn(number) : _processOfScope[scope!.Value] == _root;

    private void Take(JournalEntry entry)
    {
        State.Apply(entry);
        switch (entry.Kind)
        {
            case JournalKind.Started:
                Version = entry.Name;
                break;
            case JournalKind.Migrated:
                Version = _processOfScope[entry.Scope!.Value] == _root ? entry.Name : Version;
                break;
            case JournalKind.ScopeOpened:
                var scope = State.Scopes[entry.Scope!.Value];
                _processOfScope[scope.Number] = scope.IsProcess ? scope.Number : _processOfScope[_scopeOfToken[scope.ParentToken!.Value]];
                _root = scope.Kind == ScopeRole.Process ? scope.Number : _root;
                break;
            case JournalKind.TokenCreated or JournalKind.TokenMoved:
                var token = State.Tokens[entry.Token!.Value];
                _scopeOfToken[token.Number] = token.Scope;
                _times[entry.Number] = entry.At;
                Pass(entry, token);
                break;
            default:
                break;
        }
    }

    private void Pass(JournalEntry entry, TokenState token)
    {
        // A round of a loop is the same node again, and no visit of its own.
        if (!IsOwn(token.Number) || State.Scopes[token.Scope] is { Kind: ScopeRole.Body } body && body.Node == token.Node)
        {
            return;
        }

        _nodes[token.Node] = (_nodes.GetValueOrDefault(token.Node).Times + 1, entry.At);
        if (entry.Name is not null)
        {
            _flows.Add(entry.Name);
        }
    }
}
