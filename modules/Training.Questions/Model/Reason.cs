namespace Training.Questions.Model;

/// <summary>
/// Why a question can not be used as it is. <see cref="Key"/> names a text of the module, and what stands in its places follows;
/// <see cref="Part"/> is the question of a vignette that it is about, from 1.
/// </summary>
internal sealed record Reason(string Key, params object[] Arguments)
{
    public int? Part { get; init; }
}
