using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;

namespace MutualAid.TestKit;

/// <summary>Gives and asks through the services that the pages use.</summary>
public sealed class Giving(TestDatabase database, TimeProvider time)
{
    public static GiveOffer Rice { get; } = new()
    {
        KindId = "food-parcel",
        Words = "Basmati, unopened",
        Standing = false,
        Quantity = "2",
        Unit = "bags of rice",
    };

    /// <summary>A fresh scope of services for one click.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> click)
        where TService : notnull
    {
        await using var services = database.Services(time);
        await using var scope = services.CreateAsyncScope();
        return await click(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<Guid> OfferAsync(Member giver, GiveOffer? said = null) =>
        (await WithAsync<OfferService, Result<Guid>>(s => s.GiveAsync(Neighbourhood.ActorOf(giver), (said ?? Rice) with { OperationId = Guid.NewGuid() }))).Value;

    /// <summary>Posts a need for an offer, as the pages of asking do.</summary>
    public async Task<Result<PostedNeed>> AskAsync(Actor actor, Guid offerId, string? amount = null, HelperChoice choice = HelperChoice.FirstIsFine)
    {
        var begun = await WithAsync<OfferAsking, Result<PostNeed>>(a => a.BeginAsync(actor, offerId, amount, null));
        return begun.Ok ? await PostAsync(actor, begun.Value with { Choice = choice }) : begun.Refusal!;
    }

    public Task<Result<PostedNeed>> PostAsync(Actor actor, PostNeed asked) => WithAsync<NeedService, Result<PostedNeed>>(s => s.PostAsync(actor, asked with
    {
        Words = "Rice would help this week",
        When = WantedWhen.NoHurry,
        Name = "Samira",
        ReachBy = ReachBy.Nobody,
        Languages = ["en"],
    }));

    public Task<OfferDetails?> SeenAsync(Actor actor, Guid offerId) => WithAsync<OfferQueries, OfferDetails?>(q => q.DetailsAsync(actor, offerId));

    public Task<Result<TakenOn>> SayYesAsync(Member giver, Guid claimId) =>
        WithAsync<ClaimService, Result<TakenOn>>(c => c.AcceptAsync(Neighbourhood.ActorOf(giver), claimId, Guid.NewGuid(), null));

    public async Task<Offer> LoadAsync(Guid offerId)
    {
        await using var db = database.Context();
        return await db.Offers.Include(o => o.Gifts).SingleAsync(o => o.Id == offerId);
    }
}
