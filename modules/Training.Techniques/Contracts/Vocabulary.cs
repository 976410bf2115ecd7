namespace Training.Techniques.Contracts;

/// <summary>
/// The words of the trade that several modules show: <c>IStringLocalizer&lt;Vocabulary&gt;</c> with keys <c>Stage.O</c>,
/// <c>Stage.O.About</c>, <c>TeamRole.BS</c> …
/// </summary>
public sealed class Vocabulary;
