Console.WriteLine("No measurement named.");
return 1;
