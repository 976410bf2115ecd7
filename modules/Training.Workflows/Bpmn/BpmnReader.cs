namespace Training.Workflows.Bpmn;

/// <summary>Reads a BPMN 2.0 document. What it may hold is written down in FORMAT.md beside this file.</summary>
internal static class BpmnReader
{
    /// <summary>Reads no more of the stream than a document may have.</summary>
    public static ReadResult Read(Stream document)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = document.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (bytes.Length + count > Limits.Bytes)
            {
                return new ReadResult(null, [DocumentText.TooLong().Problem], []);
            }

            bytes.Write(buffer, 0, count);
        }

        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    public static ReadResult Read(ReadOnlyMemory<byte> document)
    {
        var reading = new Reading();
        var tree = new TreeReader();
        Element root;
        try
        {
            root = tree.Read(document);
        }
        catch (DocumentRefused refused)
        {
            return new ReadResult(null, [refused.Problem], []);
        }

        if (root.Key != "definitions")
        {
            return new ReadResult(null, [new Problem(null, "Bpmn.NotBpmn", Element.Cut(root.Name), Element.Cut(root.Space))], []);
        }

        var model = GrammarCheck.Check(root, reading) ? ReadProcess(root, reading) : null;
        if (reading.Problems.Count > 0 || model is null)
        {
            return new ReadResult(null, reading.Problems, []);
        }

        foreach (var drawn in tree.Drawn.Where(drawn => !reading.Elements.ContainsKey(drawn)))
        {
            reading.Warn(new Problem(drawn, "Lint.Diagram", drawn));
        }

        return new ReadResult(model, [], [.. reading.Warnings, .. Lint.Of(model)]);
    }

    private static ProcessModel? ReadProcess(Element root, Reading reading)
    {
        var processes = root.Of("process").ToArray();
        if (processes.Length == 0)
        {
            reading.Refuse(root, "Bpmn.NoProcess");
            return null;
        }

        foreach (var other in processes.Skip(1))
        {
            reading.Refuse(other, "Bpmn.TwoProcesses");
        }

        var process = processes[0];
        if (process["isExecutable"]?.Trim() is "false" or "0")
        {
            reading.Refuse(process, "Bpmn.NotMarkedExecutable");
        }

        var variables = VariableReader.Read(process, reading);
        var scope = new NodeScope();
        new ScopeReader(reading, new EventReader(root, reading)).Read(process, scope, reading.Variables, 0);
        if (reading.Problems.Count > 0)
        {
            return null;
        }

        var model = new ProcessModel(process.Id!, process["name"] is { Length: > 0 } name ? name : process.Id!, variables, scope);
        EndlessLoops.Check(model, reading);
        if (CallCycles.Check(model, new Dictionary<string, IReadOnlySet<string>>()) is { } cycle)
        {
            reading.Refuse(reading.Elements[cycle.ElementId!], cycle.Reason, cycle.Arguments);
        }

        return model;
    }
}
