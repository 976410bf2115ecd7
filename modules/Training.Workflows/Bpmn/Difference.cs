namespace Training.Workflows.Bpmn;

internal enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>What became of one element between two versions of a process.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="ElementId">Id in the document; of a variable: its name.</param>
/// <param name="What">Key of the word for what the element is.</param>
/// <param name="Name">Its newer name; null: it has none.</param>
/// <param name="Details">Of a change: what is different. Of what was added: what it has, beside its name.</param>
internal sealed record Change(ChangeKind Kind, string ElementId, string What, string? Name, IReadOnlyList<ChangeDetail> Details)
{
    /// <summary>Key of the word for what became of it.</summary>
    public string KindKey => $"Difference.ChangeKind.{Kind}";
}

/// <param name="Key">Key of the word for what is different.</param>
/// <param name="Old">What it was, empty: nothing.</param>
/// <param name="New">What it is, empty: nothing.</param>
internal sealed record ChangeDetail(string Key, IReadOnlyList<StepDetail> Old, IReadOnlyList<StepDetail> New);

/// <summary>The difference between two versions of a process, in words and without the picture. Where something is drawn makes none.</summary>
internal static class Difference
{
    private sealed record Described(string What, string? Name, IReadOnlyList<(string Key, IReadOnlyList<StepDetail> Value)> Facts);

    public static IReadOnlyList<Change> Between(ProcessModel old, ProcessModel @new)
        =>
        [
            .. Compare(new() { [@new.Id] = Describe(old) }, new() { [@new.Id] = Describe(@new) }),
            .. Compare(
                old.Variables.ToDictionary(variable => variable.Name, Describe, StringComparer.Ordinal),
                @new.Variables.ToDictionary(variable => variable.Name, Describe, StringComparer.Ordinal)),
            .. Compare(InOrder(old), InOrder(@new)),
            .. Compare(
                old.Flows.Values.ToDictionary(flow => flow.Id, Describe, StringComparer.Ordinal),
                @new.Flows.Values.ToDictionary(flow => flow.Id, Describe, StringComparer.Ordinal)),
        ];

    private static IEnumerable<Change> Compare(Dictionary<string, Described> old, Dictionary<string, Described> @new)
    {
        foreach (var (id, described) in @new)
        {
            if (!old.TryGetValue(id, out var before))
            {
                yield return new Change(ChangeKind.Added, id, described.What, described.Name, [.. Had(described)]);
            }
            else if (Details(before, described).ToArray() is { Length: > 0 } details)
            {
                yield return new Change(ChangeKind.Changed, id, described.What, described.Name, details);
            }
        }

        foreach (var (id, described) in old.Where(entry => !@new.ContainsKey(entry.Key)))
        {
            yield return new Change(ChangeKind.Removed, id, described.What, described.Name, []);
        }
    }

    // What its title says already, and what is as usual, says nothing.
    private static IEnumerable<ChangeDetail> Had(Described described)
        => from fact in described.Facts
           where fact.Key is not ("Difference.Kind" or "Difference.Name" or "Difference.From" or "Difference.To") && fact.Value.Count > 0 && fact.Value.All(value => value.Key != "Difference.No")
           select new ChangeDetail(fact.Key, [], fact.Value);

    private static IEnumerable<ChangeDetail> Details(Described old, Described @new)
    {
        var keys = old.Facts.Concat(@new.Facts).Select(fact => fact.Key).Distinct();
        foreach (var key in keys)
        {
            var (before, after) = (ValueOf(old, key), ValueOf(@new, key));
            if (!before.Select(Plain).SequenceEqual(after.Select(Plain), StringComparer.Ordinal))
            {
                yield return new ChangeDetail(key, before, after);
            }
        }
    }

    private static IReadOnlyList<StepDetail> ValueOf(Described described, string key) => described.Facts.FirstOrDefault(fact => fact.Key == key).Value ?? [];

    private static string Plain(StepDetail detail) => string.Join('\u001F', detail.Arguments.Prepend(detail.Key));

    // In the order in which people read them.
    private static Dictionary<string, Described> InOrder(ProcessModel model)
        => StepList.Of(model).ToDictionary(step => step.ElementId, step => Describe(model.Nodes[step.ElementId]), StringComparer.Ordinal);

    private static Described Describe(ProcessModel model) => new("Difference.Process", model.Name, [("Difference.Id", Text(model.Id)), ("Difference.Name", Text(model.Name))]);

    private static Described Describe(VariableDeclaration variable) => new("Difference.Variable", variable.Name,
    [
        ("Difference.Type", [new StepDetail($"Difference.ValueKind.{variable.Kind}")]),
        ("Difference.Default", Text(variable.Default?.Stored)),
        ("Difference.Required", [YesOrNo(variable.IsRequired)]),
    ]);

    private static Described Describe(Node node) => new(StepWords.KindOf(node), node.Name,
    [
        ("Difference.Kind", [new StepDetail(StepWords.KindOf(node))]),
        ("Difference.Name", Text(node.Name)),
        ("Difference.Within", Element(node.Scope.Owner)),
        ("Difference.AttachedTo", Element((node as BoundaryEvent)?.AttachedTo)),
        ("Difference.Assignee", Text((node as UserTask)?.Assignee)),
        ("Difference.Details", [.. StepWords.DetailsOf(node)]),
    ]);

    private static Described Describe(SequenceFlow flow) => new("Difference.Flow", $"{NameOf(flow.Source)} → {NameOf(flow.Target)}",
    [
        ("Difference.Name", Text(flow.Name)),
        ("Difference.From", Element(flow.Source)),
        ("Difference.To", Element(flow.Target)),
        ("Difference.Condition", Text(flow.Condition?.Text)),
        ("Difference.IsDefault", [YesOrNo(flow == ((flow.Source as ExclusiveGateway)?.Default ?? (flow.Source as Activity)?.Default))]),
    ]);

    private static IReadOnlyList<StepDetail> Text(string? text) => string.IsNullOrEmpty(text) ? [] : [new StepDetail("Difference.Text", text)];

    private static string NameOf(Node node) => string.IsNullOrEmpty(node.Name) ? node.Id : node.Name;

    // Two elements may have one name; the id tells them apart, the name is what people read.
    private static IReadOnlyList<StepDetail> Element(Node? node) => node is null ? [] : [new StepDetail("Difference.Element", NameOf(node), node.Id)];

    private static StepDetail YesOrNo(bool value) => new(value ? "Difference.Yes" : "Difference.No");
}
