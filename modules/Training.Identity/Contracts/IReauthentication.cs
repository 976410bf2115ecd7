namespace Training.Identity.Contracts;

/// <summary>Proof, at the moment of signing, that the person at the keyboard is the one who signed in.</summary>
public interface IReauthentication
{
    /// <summary>
    /// Compares the password with that of the account. Wrong ones count towards the lock-out of the account, as at sign-in.
    /// Call it before the write begins: it is slow on purpose.
    /// </summary>
    Task<ReauthenticationResult> ConfirmAsync(Guid userId, string password, CancellationToken ct);
}

/// <summary>What came of it.</summary>
public enum ReauthenticationResult
{
    /// <summary>It is the person.</summary>
    Confirmed,

    /// <summary>The password is wrong.</summary>
    Wrong,

    /// <summary>Too many wrong ones; the account is locked for a while.</summary>
    Locked,
}
