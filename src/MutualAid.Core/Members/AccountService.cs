using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Members;

/// <summary>What a person tells when joining.</summary>
public sealed record NewAccount(string? Name, string? Email, string? Password, IReadOnlyList<string> Languages, Guid? AreaId);

/// <summary>Makes accounts: a member, the sign-in that belongs to it, and for the first administrator a role.</summary>
public sealed class AccountService(MutualAidDb db, UserManager<Account> accounts, TimeProvider time)
{
    public const int EmailMaxLength = 254;
    public const int PasswordMinLength = 12;
    public const int PasswordMaxLength = 128;

    /// <summary>PBKDF2-SHA512 rounds: OWASP's password storage sheet asks for 210,000 or more.</summary>
    public const int PasswordRounds = 220_000;

    /// <summary>
    /// Makes a member with an account. Refuses a missing name, an e-mail address that is none or is in use, and a password shorter than 12 letters;
    /// any letters will do (OWASP ASVS 6.2).
    /// </summary>
    public async Task<Result<Account>> SignUpAsync(Actor actor, NewAccount asked, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var made = await MakeAsync(actor, asked, now, ct);
        if (!made.Ok)
        {
            return made;
        }

        var saved = await db.SaveAsync(ct);
        return saved.Ok ? made : EmailInUse;
    }

    /// <summary>Makes a one-time link by which the first administrator signs up. Returns its key; only the key's hash is kept.</summary>
    public async Task<string> MakeFirstAdministratorLinkAsync(CancellationToken ct = default)
    {
        var key = Secrets.NewKey();
        var now = time.GetUtcNow();
        var link = SignUpLink.Make(key, Role.Administrator, now, TimeSpan.FromDays(2));
        db.SignUpLinks.Add(link);
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.SignUpLinkMade, now, subjectId: link.Id, reason: link.Role.ToString()));
        await db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Whether the link's key still opens the page.</summary>
    public async Task<bool> LinkWorksAsync(string key, CancellationToken ct = default)
    {
        var (hash, now) = (Secrets.Hash(key), time.GetUtcNow());
        return await db.SignUpLinks.AnyAsync(l => l.KeyHash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
    }

    /// <summary>
    /// Makes the account a one-time link is for, with the link's role; an administrator coordinates too, so that a new network can begin.
    /// Refuses what <see cref="SignUpAsync"/> refuses, and a link that is used or too old. Of two who press at once, one gets it.
    /// </summary>
    public async Task<Result<Account>> SignUpByLinkAsync(string key, NewAccount asked, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var hash = Secrets.Hash(key);
        var link = await db.SignUpLinks.SingleOrDefaultAsync(l => l.KeyHash == hash, ct);
        if (link is null)
        {
            return Refusal.NotFound;
        }

        var used = link.Use(now);
        if (!used.Ok)
        {
            return used.Refusal!;
        }

        var made = await MakeAsync(Actor.Visitor, asked, now, ct);
        if (!made.Ok)
        {
            db.ChangeTracker.Clear();
            return made;
        }

        foreach (var role in link.Role == Role.Administrator ? new[] { Role.Administrator, Role.Coordinator } : [link.Role])
        {
            db.RoleGrants.Add(RoleGrant.Give(made.Value.MemberId, role, null, now));
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.RoleGiven, now, subjectId: made.Value.MemberId, reason: role.ToString()));
        }

        var saved = await db.SaveAsync(ct);
        return saved.Ok ? made : saved.Refusal!;
    }

    private static Refusal EmailInUse => Refusal.Invalid(
        nameof(NewAccount.Email), Phrase.Of("We could not make an account with this address. If you have one already, sign in instead."));

    // Adds member, account and audit entry to the change; the caller saves.
    private async Task<Result<Account>> MakeAsync(Actor actor, NewAccount asked, DateTimeOffset now, CancellationToken ct)
    {
        var wrong = new List<FieldRefusal>();
        var email = TypedText.Check(nameof(asked.Email), asked.Email, EmailMaxLength, wrong, Phrase.Of("Write your e-mail address."));
        if (email is not null && wrong.Count == 0 && !LooksLikeEmail(email))
        {
            wrong.Add(new FieldRefusal(nameof(asked.Email), Phrase.Of("Write the whole e-mail address, such as name@example.org.")));
        }

        LookAtPassword(asked.Password, wrong);
        var member = Member.Join(asked.Name, asked.Languages, asked.AreaId, now);
        if (!member.Ok)
        {
            wrong.InsertRange(0, member.Refusal!.Fields);
        }

        if (asked.AreaId is { } areaId && !await db.Areas.AnyAsync(a => a.Id == areaId, ct))
        {
            wrong.Add(new FieldRefusal(nameof(asked.AreaId), Phrase.Of("Pick an area from the list.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        // The hash is made before the look-up, so that a known address takes as long to answer as a new one.
        var account = new Account { MemberId = member.Value.Id, Email = email, UserName = email, EmailConfirmed = true, SecurityStamp = Secrets.NewKey() };
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, asked.Password!);
        account.NormalizedEmail = accounts.NormalizeEmail(email);
        account.NormalizedUserName = accounts.NormalizeName(email);
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == account.NormalizedEmail, ct))
        {
            return EmailInUse;
        }

        db.Members.Add(member.Value);
        db.Users.Add(account);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MemberJoined, now, subjectId: member.Value.Id));
        return account;
    }

    private static void LookAtPassword(string? password, List<FieldRefusal> wrong)
    {
        if (password is null || password.Length < PasswordMinLength)
        {
            wrong.Add(new FieldRefusal(nameof(NewAccount.Password), Phrase.Of("Pick a longer password: {0} letters or more. Three words in a row do well.", PasswordMinLength)));
        }
        else if (password.Length > PasswordMaxLength)
        {
            wrong.Add(new FieldRefusal(nameof(NewAccount.Password), Phrase.Of("This is {0} letters long. There is room for {1}.", password.Length, PasswordMaxLength)));
        }
    }

    private static bool LooksLikeEmail(string email) =>
        System.Net.Mail.MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.', StringComparison.Ordinal);
}
