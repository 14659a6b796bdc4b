namespace MutualAid.TestKit;
