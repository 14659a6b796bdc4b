using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>
/// The kinds of help a new network starts with, in the order people read them.
/// A new kind is one line here: numbers are never reused, and failing tests name the word or icon that is missing.
/// </summary>
public static class HelpKindCatalogue
{
    public const string SomethingElse = "something-else";
    public const string NotSure = "not-sure";

    public static IReadOnlyList<HelpKindSeed> All { get; } =
    [
        new("groceries", 0, Phrase.Of("Groceries"), Phrase.Of("bought or collected"), "shopping-basket", "clay", AsksHousehold: true),
        new("cooked-meal", 1, Phrase.Of("A meal"), Phrase.Of("cooked, dropped off"), "soup", "sun", AsksHousehold: true),
        new("food-parcel", 2, Phrase.Of("A food parcel"), Phrase.Of("packed and brought"), "package", "sun", AsksHousehold: true),
        new("ride", 3, Phrase.Of("A ride"), Phrase.Of("there and back"), "car", "sky", Vetting.Approved),
        new("childcare", 4, Phrase.Of("Childcare"), Phrase.Of("an hour, a school run"), "baby", "plum", Vetting.Checked, FirstVisitInPairs: true),
        new("pharmacy", 5, Phrase.Of("Pharmacy pick-up"), Phrase.Of("fetched and brought"), "heart-pulse", "rose", Vetting.Approved, Discreet: true),
        new("come-along", 6, Phrase.Of("Someone to come along"), Phrase.Of("to a clinic or an office"), "footprints", "rose", Vetting.Checked, Discreet: true),
        new("medical-supplies", 7, Phrase.Of("Medical supplies"), Phrase.Of("masks, dressings, equipment"), "shield-check", "rose", Vetting.Approved, Discreet: true),
        new("errand", 8, Phrase.Of("An errand"), Phrase.Of("post, library, a queue"), "map-pin", "leaf"),
        new("conversation", 9, Phrase.Of("A conversation"), Phrase.Of("a visit or a call"), "coffee", "leaf", Vetting.Approved, FirstVisitInPairs: true),
        new("walk", 10, Phrase.Of("A walk together"), Phrase.Of("round the park, at your pace"), "sprout", "leaf", Vetting.Approved, FirstVisitInPairs: true),
        new("game-night", 11, Phrase.Of("A game night"), Phrase.Of("cards, chess, anything"), "users", "plum"),
        new("listening", 12, Phrase.Of("A listening ear"), Phrase.Of("someone who listens and does not fix"), "lamp", "sun", Vetting.Checked, Discreet: true),
        new("repair", 13, Phrase.Of("A small repair"), Phrase.Of("a shelf, a tap, a bulb"), "hammer", "clay", Vetting.Approved),
        new("thing", 14, Phrase.Of("A thing to have or borrow"), Phrase.Of("a cot, a ladder, warm clothes"), "drill", "sky"),
        new("forms", 15, Phrase.Of("Forms and letters"), Phrase.Of("read or fill in"), "file-text", "sky"),
        new("interpreting", 16, Phrase.Of("Interpreting"), Phrase.Of("in person or by phone"), "languages", "plum"),
        new("tech", 17, Phrase.Of("Help with a phone or computer"), Phrase.Of("set up, explained, mended"), "phone", "sky"),
        new("pet-care", 18, Phrase.Of("Pet care"), Phrase.Of("walked or fed"), "paw-print", "leaf"),
        new("place-to-stay", 19, Phrase.Of("A place to stay"), Phrase.Of("a night or a while"), "house", "plum", Vetting.Checked, FirstVisitInPairs: true, Discreet: true, AsksHousehold: true),
        new(SomethingElse, 20, Phrase.Of("Something else"), Phrase.Of("tell us in your words"), "circle-question-mark", ""),
        new(NotSure, 21, Phrase.Of("I’m not sure"), Phrase.Of("we’ll work it out together"), "message-circle", ""),
    ];
}
