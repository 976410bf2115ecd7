using Training.Modules;

[assembly: Module(Name = "Courses", Description = "Courses, lessons and quizzes; who is on them, their grades, and questions to the author.", Dependencies = ["Training.Exchange", "Training.Identity", "Training.Media", "Training.Notifications", "Training.Organizations", "Training.Reporting"])]
