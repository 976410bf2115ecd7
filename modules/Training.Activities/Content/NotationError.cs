namespace Training.Activities.Content;

/// <summary>What is wrong with a text: the line, from 1, and the key of the sentence.</summary>
internal sealed record NotationError(int Line, string Key);
