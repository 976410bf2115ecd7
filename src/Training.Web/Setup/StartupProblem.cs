namespace Training.Web.Setup;

/// <summary>The site can not start as it is configured. The message is one sentence that says what to do.</summary>
internal sealed class StartupProblem(string message, Exception? inner = null) : Exception(message, inner);
