using Training.Modules;

[assembly: Module(Name = "Courses", Description = "Courses, lessons and quizzes.", Dependencies = ["Training.Identity", "Training.Reporting"])]
