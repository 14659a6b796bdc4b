using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

/// <summary>The same random steps with the real database behind them: every change is one the constraints let through, and loads back as it was.</summary>
public sealed class NeedWalkSavedTests : DatabaseTest
{
    private const int Walks = 24;
    private const int Steps = 40;

    [Fact]
    public async Task Every_change_of_a_walk_is_saved_and_loads_back_the_same()
    {
        await MembersAsync();
        var seed = Environment.GetEnvironmentVariable("WALK_SEED") is { } set ? int.Parse(set, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var saves = 0;
        for (var walk = 0; walk < Walks; walk++)
        {
            try
            {
                saves += await WalkAsync(new Random(seed + walk));
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"Walk {walk} of WALK_SEED={seed} broke a rule.", wrong);
            }
        }

        Assert.True(saves > Walks * Steps / 8, $"a walk should get somewhere: {saves} saves, WALK_SEED={seed}");
    }

    private async Task<int> WalkAsync(Random random)
    {
        var choice = random.Next(2) == 0 ? HelperChoice.FirstIsFine : HelperChoice.LetMeChoose;
        var posted = random.Next(3) == 0
            ? NeedVerbs.PostDates(choice, random.Next(7) == 0, NeedVerbs.FirstDay, NeedVerbs.SecondDay)
            : Post(choice, random.Next(7) == 0, (short)random.Next(1, 4), 1);
        await using (var db = Database.Context())
        {
            // One need at a time: they share their reference and the key of their page.
            await db.Needs.ExecuteDeleteAsync();
            db.Needs.Add(posted);
            await db.SaveChangesAsync();
        }

        var (now, saves) = (Start, 0);
        for (var i = 0; i < Steps; i++)
        {
            var step = random.Next(1_000_000);
            now = now.AddMinutes(1).AddHours(step % 17 == 0 ? 14 : 0);
            await using var db = Database.Context();
            var need = await db.LoadNeedAsync(posted.Id);
            var before = NeedRules.Facts(need);
            if (NeedSteps.Take(need, step, now) is not { } verb)
            {
                continue;
            }

            var saved = await db.SaveAsync();
            Assert.True(saved.Ok, $"step {i}, {verb}, is let through: {saved.Refusal?.Why}\n{before}");
            await using var again = Database.Context();
            Assert.Equal(NeedRules.Facts(need), NeedRules.Facts(await again.LoadNeedAsync(posted.Id)));
            saves++;
        }

        return saves;
    }

    private async Task MembersAsync()
    {
        await using var db = Database.Context();
        foreach (var id in Enumerable.Range(1, 5).Select(Helper).Append(Asker))
        {
            db.Entry(db.Members.Add(Member.Join("Yusuf", ["en"], null, Start).Value).Entity).Property(m => m.Id).CurrentValue = id;
        }

        await db.SaveChangesAsync();
    }
}
