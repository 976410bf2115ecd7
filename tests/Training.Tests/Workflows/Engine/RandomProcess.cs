using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Engine;

/// <summary>Draws processes by chance, and always the same from the same seed.</summary>
internal static class RandomProcess
{
    public static (ProcessModel Model, Block Root) Draw(Random random)
    {
        var scope = new NodeScope();
        var pen = new Block.Pen();
        var root = new Sequence([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Piece(random, 3))]);
        var start = Block.Pen.Add(new StartEvent("begin", null, scope, new NoTrigger(), true));
        var end = Block.Pen.Add(new EndEvent("finish", null, scope, new NoTrigger()));
        var (first, last) = root.Draw(scope, pen);
        pen.Connect(start, first);
        pen.Connect(last, end);
        return (new ProcessModel("random", "Random", [new VariableDeclaration("n", Training.Workflows.Expressions.ValueKind.Number, Training.Workflows.Expressions.Value.Of(0m))], scope), root);
    }

    private static Block Piece(Random random, int depth)
    {
        if (depth == 0)
        {
            return new Wait("tcm"[random.Next(3)]);
        }

        Block Part() => Piece(random, depth - 1);
        IReadOnlyList<Block> Parts() => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Part())];
        return random.Next(9) switch
        {
            0 => new Sequence(Parts()),
            1 => new AllOf(Parts()),
            2 => new OneOf(Parts()),
            3 => new Repeat(Part()),
            4 => new Inside(Part(), null, false),
            5 => new Inside(Part(), Part(), isInterrupting: true),
            6 => new Inside(Part(), Part(), isInterrupting: false),
            7 => new Several(random.Next(1, 5), random.Next(2) == 0),
            _ => new Wait("tcm"[random.Next(3)]),
        };
    }
}
