namespace Training.Workflows.Bpmn;

/// <summary>What a document may hold. People draw processes of some dozens of elements.</summary>
internal static class Limits
{
    public const int Bytes = 2 * 1024 * 1024;
    public const int Depth = 100;
    public const int Elements = 50_000;
    public const int Attributes = 100_000;

    /// <summary>From one "&lt;" to the next: no tag and no text is longer, so a parser never has to keep more.</summary>
    public const int Gap = 64 * 1024;

    public const int AttributeLength = 4_000;
    public const int TextLength = 20_000;

    /// <summary>Characters of all expressions and timers together: reading one takes much more memory than its text.</summary>
    public const int ExpressionsLength = 100_000;

    public const int Nodes = 2_000;
    public const int Variables = 200;
    public const int IdLength = 200;
    public const int NameLength = 500;
    public const int VariableLength = 100;
    public const int Nesting = 10;
    public const int JsonDepth = 8;

    /// <summary>Nobody reads more of them.</summary>
    public const int Problems = 500;
}
