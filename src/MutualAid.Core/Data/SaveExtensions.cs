using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using Npgsql;

namespace MutualAid.Core.Data;

/// <summary>The one way to save: what the database refuses because somebody was faster becomes a kind conflict, never an exception.</summary>
public static class SaveExtensions
{
    /// <summary>
    /// Saves the change with its audit entry and notices in one transaction. A lost row version, or a unique, exclusion, foreign key or check rule
    /// that refuses, becomes <see cref="RefusalKind.Conflict"/> with the sentence of the constraint; nothing is kept and nothing is tried again.
    /// What a claim promises of an offer is counted in the same transaction, whichever verb moved the claim.
    /// </summary>
    public static async Task<Result> SaveAsync(this MutualAidDb db, CancellationToken ct = default)
    {
        try
        {
            if (await OfferPromises.FollowAsync(db, ct) is { } more)
            {
                db.ChangeTracker.Clear();
                return more;
            }

            if (PassedPlaces.Of(db) is { Count: > 0 } givers)
            {
                await SavePassingAsync(db, givers, ct);
                return Result.Done;
            }

            await db.SaveChangesAsync(ct);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Lost(db, null);
        }
        catch (DbUpdateException e) when (ConstraintOf(e) is { } constraint)
        {
            return Lost(db, constraint);
        }
    }

    private static async Task SavePassingAsync(MutualAidDb db, IReadOnlyList<EntityEntry<Claim>> givers, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await PassedPlaces.GiveBackAsync(db, givers, ct);
        await db.SaveChangesAsync(ct);
        await (own?.CommitAsync(ct) ?? Task.CompletedTask);
    }

    /// <summary>The constraint that refused, when it was one.</summary>
    public static string? ConstraintOf(DbUpdateException e) =>
        e.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation
                or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ForeignKeyViolation,
        } refused
            ? refused.ConstraintName
            : null;

    // What was tracked is a mixture of old and refused rows: the caller reads afresh.
    private static Refusal Lost(MutualAidDb db, string? constraint)
    {
        db.ChangeTracker.Clear();
        return Refusal.Conflict(Constraints.Sentence(constraint));
    }
}
