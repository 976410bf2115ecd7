using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Accounts;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Passwords;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>What somebody types to show that a change of the account is theirs: a session alone changes nothing.</summary>
internal sealed class ProofInput
{
    /// <summary>Not asked for by an attribute: a change without it is refused as one with a wrong one is, with status 401.</summary>
    [DataType(DataType.Password), StringLength(4 * PasswordRules.Longest), Display(Name = "Proof.Password")]
    public string? Password { get; set; }

    [StringLength(10), Display(Name = "Proof.Code")]
    public string? Code { get; set; }

    /// <summary>The account has an app, so its code is asked for too.</summary>
    [BindNever]
    public bool NeedsCode { get; set; }
}

/// <summary>Checks password and, where there is an app, its code, before an account is changed.</summary>
internal sealed class AccountProof(
    TrainingDbContext db,
    CurrentUser current,
    PasswordCheck passwords,
    SecondFactors factors,
    Throttle throttle,
    KnownDevice device,
    AccountHospitals hospitals,
    IAuditTrail audit,
    IHttpContextAccessor accessor)
{
    private const string PasswordField = "Proof.Password";

    /// <summary>The signed-in account, once everything typed was right. Slow on purpose: call it before the write.</summary>
    /// <exception cref="RuleViolation">Something was missing or wrong, or too much was tried; nothing is stored.</exception>
    public async Task<User> RequireAsync(ProofInput input, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(input.Password))
        {
            throw Refused("Proof.Missing", PasswordField);
        }

        var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == current.UserId, ct);
        var attempt = new Attempt(user.Id.ToString(), device.MarkFor(user.Id));
        var entrance = await throttle.EnterAsync(Doors.Reauthentication, attempt, ct);
        if (!entrance.IsOpen)
        {
            accessor.HttpContext!.Response.Refuse(entrance);
            throw entrance.OnlyRecovery
                ? new RuleViolation("Throttle.OnlyRecovery") { Status = StatusCodes.Status429TooManyRequests }
                : new RuleViolation("Throttle.Wait", Math.Max(1, (int)Math.Ceiling(entrance.Wait.TotalMinutes))) { Status = StatusCodes.Status429TooManyRequests };
        }

        if (!await passwords.VerifyAsync(user, input.Password, ct))
        {
            await RefusedAsync(user, ct);
            throw Refused("Proof.WrongPassword", PasswordField);
        }

        if (await factors.HasFactorAsync(user.Id, ct) && !await factors.VerifyTotpAsync(user, input.Code ?? "", ct))
        {
            await RefusedAsync(user, ct);
            throw Refused("Second.Wrong", "Proof.Code");
        }

        // Otherwise a stolen password could add an app beside the passkey and get round it.
        if (current.Factor == SignInFactor.Password && await factors.HasPasskeyAsync(user.Id, ct) && !await factors.HasFactorAsync(user.Id, ct))
        {
            throw Refused("Proof.PasskeyFirst", null);
        }

        await throttle.SucceededAsync(Doors.Reauthentication, attempt, ct);
        return user;
    }

    private RuleViolation Refused(string key, string? field)
    {
        accessor.HttpContext!.Response.Headers.WWWAuthenticate = "Account";
        return new RuleViolation(key) { Field = field, Status = StatusCodes.Status401Unauthorized };
    }

    private async Task RefusedAsync(User user, CancellationToken ct)
        => await audit.RecordAsync(new AuditEvent("Identity.ProofRefused", "User", user.Id) { HospitalIds = await hospitals.OfAsync(user.Id, ct) }, ct);
}
