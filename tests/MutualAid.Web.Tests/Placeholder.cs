namespace MutualAid.Web.Tests;
