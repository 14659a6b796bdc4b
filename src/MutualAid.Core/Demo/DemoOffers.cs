using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Demo;

/// <summary>What the people of Millbrook offer: things and time, fresh and old, part-given, resting, asked for.</summary>
internal sealed class DemoOffers(MutualAidDb db, DemoTown town, DemoCast cast, DateOnly today, DateTimeOffset now)
{
    // The offer that somebody asks for just now, and who asks.
    private const string AskedThing = "thing";
    private const string AskedGiver = DemoPeople.ApprovedHelper;
    private const string WhoAsks = "Teodora";

    private static readonly Thing[] Things =
    [
        new(DemoPeople.ApprovedHelper, "food-parcel", "Basmati rice, two big bags, unopened. Fetch it or I drop it off.", 26, Count: 2, Unit: "bags of rice", Gave: (1, "a neighbour on the stairs")),
        new(AskedGiver, AskedThing, "A travel cot with its mattress, clean, for as long as it is needed.", 50, Count: 1),
        new(DemoPeople.CheckedHelper, "interpreting", "Arabic, for a letter or at the doctor’s. Mornings are best.", 300, Standing: true),
        new("Deniz", "ride", "A seat in the car to the market and back, Saturdays.", 410, Standing: true),
        new("Linh", "groceries", "Eggs from six hens: more than we eat.", 8, Standing: true, Count: 12, Unit: "eggs", Gave: (6, null)),
        new("Luis", "repair", "A drill, a ladder and an hour on Sundays for shelves and bulbs.", 200, Standing: true),
        new("Ines", "cooked-meal", "Soup for four, left at the door on Thursday.", 30, Count: 4, Unit: "bowls of soup", UntilDays: 6),
        new("Bea", "thing", "Baby clothes, 0 to 6 months, washed and folded.", 75, Count: 3, Unit: "bags of clothes"),
        new("Gethin", "pet-care", "I walk my dog twice a day and can take yours along.", 620, Standing: true),
        new("Mei", "forms", "Chinese and English: forms read and filled in together.", 90, Standing: true),
        new("Farid", "groceries", "Tomato plants, tall as a hand, in pots.", 15, Count: 9, Unit: "plants", UntilDays: 20),
        new("Priya", "conversation", "Tea and a chat on Tuesdays, Hindi or English.", 820, Standing: true, Prompts: 1),
        new("Amadou", "thing", "A pram that folds small. Comes back when it is outgrown.", 1_250, Standing: true, Prompts: 3),
        new("Olena", "groceries", "Apples from the yard, as many as you can carry.", 12, Standing: true),
        new("Tariq", "groceries", "I drive to the big market on Fridays and bring along what fits in two bags.", 140, Standing: true),
        new("Halima", "groceries", "Dates and lentils, more than we eat.", 64, Count: 6, Unit: "bags"),
        new("Rosa", "thing", "A slow cooker, hardly used.", 160, Count: 1, Gave: (1, null)),
    ];

    /// <summary>Makes every offer at its instant. The needs of the neighbourhood are saved already, so that one of them can ask.</summary>
    public void Play(IEnumerable<Need> needs)
    {
        foreach (var thing in Things)
        {
            var offer = Make(thing);
            if (thing is { Giver: AskedGiver, Kind: AskedThing })
            {
                var asker = cast[WhoAsks].Member.Id;
                Ask(offer, needs.First(n => n.AskerId == asker && n.KindId == AskedThing && n.Looking));
            }
        }
    }

    private Offer Make(Thing thing)
    {
        var giver = cast[thing.Giver];
        var at = now.AddHours(-thing.HoursAgo);
        var area = town.Areas.Single(a => a.Name == giver.Person.Area);
        var offer = Offer.Make(
            giver.Member.Id,
            new OfferFacts(
                thing.Kind, thing.Words, thing.Standing, thing.Count, thing.Unit, area.Id, area.Point,
                thing.UntilDays > 0 ? today.AddDays(thing.UntilDays) : null, giver.Member.Languages),
            at);
        db.Offers.Add(offer);
        db.AuditEntries.Add(AuditEntry.Of(giver.Actor, Deed.OfferMade, at, subjectId: offer.Id));
        if (thing.Gave is { } gave)
        {
            var gaveAt = at.AddHours(thing.HoursAgo / 2.0);
            offer.Give(gave.Amount, gave.ForWhom, today, gaveAt).Expect();
            db.AuditEntries.Add(AuditEntry.Of(giver.Actor, Deed.OfferGiven, gaveAt, subjectId: offer.Id));
        }

        for (var prompt = 1; prompt <= thing.Prompts; prompt++)
        {
            // Asked four weeks on, again a week later, and put to rest after one more.
            var promptedAt = at.AddDays(28 + (7 * (prompt - 1)));
            var rests = prompt > Offer.PromptsBeforeRest;
            if (rests)
            {
                offer.Rest(promptedAt);
            }
            else
            {
                offer.AskWhether(promptedAt);
            }

            db.AuditEntries.Add(AuditEntry.Of(Actor.System, rests ? Deed.OfferRested : Deed.OfferAskedWhether, promptedAt, subjectId: offer.Id));
            db.Notices.Add(Notice.To(giver.Member.Id, rests ? NoticeKind.OfferRests : NoticeKind.OfferStillOpen, promptedAt));
        }

        return offer;
    }

    private void Ask(Offer offer, Need need)
    {
        var at = now.AddHours(-1);
        need.AskFor(offer.Id, 1, null);
        need.GiverAsked(at);
        var week = NetworkClock.WeekOf(today);
        var claim = need.Invite(need.Parts[0].Id, offer.MemberId, week, at, at.AddHours(24)).Value;
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.OfferAskedFor, at, need.Id, claim.Id));
        db.Notices.Add(Notice.To(offer.MemberId, NoticeKind.OfferAskedFor, at, need.Id, claim.Id));
    }

    private sealed record Thing(
        string Giver, string Kind, string Words, int HoursAgo, bool Standing = false, int? Count = null, string? Unit = null, int UntilDays = 0,
        (int Amount, string? ForWhom)? Gave = null, int Prompts = 0);
}
