using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Privacy;

/// <summary>
/// What a network promises about letting go, to the second. The days are written here a second time, as domain.md has them, so that a clock that
/// is off by one is noticed.
/// </summary>
public sealed class RetentionClockTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Member asker = null!;
    private Member helper = null!;

    /// <summary>Around both changes of the clocks and a leap day: these are counted in days of 24 hours, and the access log in months.</summary>
    public static TheoryData<string> Starts => ["2026-05-18", "2026-03-20", "2026-10-15", "2028-02-20"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        (asker, helper) = (await people.MemberAsync(), await people.HelperAsync());
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task The_words_and_contact_facts_of_a_need_stay_14_days_after_it_closed(string day)
    {
        StartAt(day);
        var need = await people.NeedAsync(asker.Id);
        await people.ContactAsync(need);
        await people.ChangeAsync(need.Id, n => n.Withdraw(Now));

        await GoesAfterAsync(Now.AddDays(14), swept => swept.Needs);
    }

    [Fact]
    public async Task The_words_of_an_offer_stay_14_days_after_it_closed()
    {
        var giving = new Giving(Database, Clock);
        var offer = await giving.OfferAsync(helper);
        await using (var db = Database.Context())
        {
            (await db.Offers.Include(o => o.Gifts).SingleAsync(o => o.Id == offer)).RunOut(Now);
            await db.SaveChangesAsync();
        }

        var over = Now.AddDays(14);
        await SweepAsync(over);
        (await giving.LoadAsync(offer)).ErasedAt.Should().BeNull();
        await SweepAsync(over.AddSeconds(1));
        (await giving.LoadAsync(offer)).ErasedAt.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task What_a_helper_would_not_have_suggested_may_be_suggested_again_after_30_days(string day)
    {
        StartAt(day);
        var need = await people.NeedAsync(asker.Id);
        await using (var services = Database.Services(Clock))
        {
            await using var scope = services.CreateAsyncScope();
            (await scope.ServiceProvider.GetRequiredService<NotThisOneService>().SayAsync(Neighbourhood.ActorOf(helper), need.Id)).Ok.Should().BeTrue();
        }

        await GoesAfterAsync(Now.AddDays(30), swept => swept.NotTheseOnes);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_form_that_was_sent_is_known_for_30_days(string day)
    {
        StartAt(day);
        await people.KeepAsync(Operation.Made(Guid.NewGuid(), Guid.NewGuid(), Now));

        await GoesAfterAsync(Now.AddDays(30), swept => swept.Operations);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Messages_and_reflections_stay_30_days_after_the_help_was_over(string day)
    {
        StartAt(day);
        var claim = await DoneAsync();
        await people.KeepAsync(ClaimMessage.Write(claim.NeedId, claim.Id, fromHelper: true, "On my way", (_, _) => [1], Now).Value, Reflection.Of(claim.Id, byHelper: true, Now));

        await GoesAfterAsync(Now.AddDays(30), swept => swept.Messages + swept.Reflections, 2);
    }

    [Fact]
    public async Task Messages_of_a_helper_who_let_go_stay_30_days_too_however_long_the_need_is_open()
    {
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(Now.UtcDateTime), null, Now));
        await people.ChangeAsync(need.Id, n => n.Release(n.Claims[0].Id, Now));
        var claim = (await ReadAsync(need.Id)).Claims[0];
        await people.KeepAsync(ClaimMessage.Write(need.Id, claim.Id, fromHelper: true, "On my way", (_, _) => [1], Now).Value);

        await GoesAfterAsync(Now.AddDays(30), swept => swept.Messages);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_spoken_code_is_remembered_30_days_after_it_ran_out(string day)
    {
        StartAt(day);
        var claim = await DoneAsync();
        await people.KeepAsync(SpokenCode.OfClaim(claim.NeedId, claim.Id, [1], Now, Now.AddDays(3)));

        await GoesAfterAsync(Now.AddDays(33), swept => swept.SpokenCodes);
    }

    [Theory]
    [InlineData("2026-05-18", "2027-05-18")]
    [InlineData("2027-03-28", "2028-03-28")]
    [InlineData("2027-10-31", "2028-10-31")]
    [InlineData("2028-02-28", "2029-02-28")]
    public async Task Who_looked_at_whom_and_who_was_asked_to_read_along_is_kept_12_months(string day, string until)
    {
        StartAt(day);
        var claim = await DoneAsync();
        var call = ThreadCall.Make(claim.NeedId, claim.Id, fromHelper: true, CallKind.Invited, Now);
        call.Close(Now);
        await people.KeepAsync(call, AccessEntry.Of(helper.Id, asker.Id, claim.NeedId, claim.Id, SeenFacts.Phone, "agreed helper", Now));

        await GoesAfterAsync(At(until), swept => swept.AccessEntries + swept.Calls, 2);
    }

    private static DateTimeOffset At(string day) => new(DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(8, 40)), TimeSpan.Zero);

    private void StartAt(string day) => Clock.Set(At(day));

    // At the last moment it is there, and a second later it is gone.
    private async Task GoesAfterAsync(DateTimeOffset last, Func<Swept, int> counted, int count = 1)
    {
        counted(await SweepAsync(last)).Should().Be(0, $"it is kept until {last:u}");
        counted(await SweepAsync(last.AddSeconds(1))).Should().Be(count, $"it goes after {last:u}");
        counted(await SweepAsync(last.AddSeconds(2))).Should().Be(0);
    }

    private async Task<Swept> SweepAsync(DateTimeOffset at)
    {
        await using var db = Database.Context();
        return await new Retention(db, new MutualAid.Core.Places.AddressBook(db, TestKeys.Ring(), new NetworkQueries(db), Clock)).SweepAsync(at);
    }

    private async Task<Claim> DoneAsync()
    {
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(Now.UtcDateTime), null, Now));
        await people.ChangeAsync(need.Id, n => n.Report(n.Claims[0].Id, Outcome.Done, fromHelper: true, Now));
        return (await ReadAsync(need.Id)).Claims[0];
    }

    private async Task<Need> ReadAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await db.LoadNeedAsync(needId);
    }
}
