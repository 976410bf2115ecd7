namespace Training.Modules;

/// <summary>
/// The page or endpoint takes something that could be guessed: a password, a code, a token. Every such endpoint names its door, so that a
/// test finds it and tries it (src/docs/decisions/0012).
/// </summary>
/// <param name="name">One of <see cref="Doors"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DoorAttribute(string name) : Attribute
{
    /// <summary>The door's name.</summary>
    public string Name { get; } = name;
}

/// <summary>The names of the doors.</summary>
public static class Doors
{
    /// <summary>Sign-in with a password.</summary>
    public const string Login = "login";

    /// <summary>The second step: the code of an app, or a recovery code.</summary>
    public const string SecondStep = "second";

    /// <summary>A passkey instead of a password.</summary>
    public const string Passkey = "passkey";

    /// <summary>Password and code again, before changing the account.</summary>
    public const string Reauthentication = "reauth";

    /// <summary>A proof of who signs: six wrong ones in a row lock it for half an hour, from wherever they come.</summary>
    public const string Signing = "signing";

    /// <summary>Asking for a letter to set a new password.</summary>
    public const string Forgot = "forgot";

    /// <summary>A token that came by mail or on the console.</summary>
    public const string Token = "token";

    /// <summary>The token of a program.</summary>
    public const string Api = "api";

    /// <summary>The public check of a certificate.</summary>
    public const string Verify = "verify";

    /// <summary>A code that lets somebody onto a course.</summary>
    public const string Enrolment = "enrolment";
}
