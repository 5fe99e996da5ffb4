"""python3 -m unittest, in clients/python. Tests of a real lab need LAB_SERVER, a lab with the dataset `tiny`."""
